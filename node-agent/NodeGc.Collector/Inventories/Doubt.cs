using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>Something that could not be read or understood. Unknown means keep: a doubt stops deletion for all it could
/// own.</summary>
/// <param name="Kind">The condition under which it is reported.</param>
/// <param name="Scope">What might be owned by the thing not understood.</param>
/// <param name="Subject">Where: a path relative to the data root, a socket, a process.</param>
/// <param name="Message">What is wrong and what to do, in one sentence each.</param>
public sealed record Doubt(DoubtKind Kind, DoubtScope Scope, string Subject, string Message)
{
    /// <summary>What it keeps where <see cref="Scope"/> is <see cref="DoubtScope.Listed"/>; a mount in a listed
    /// directory is kept with it.</summary>
    public ImmutableArray<ResourceId> Owned { get; init; } = [];

    /// <summary>It is about a piece of the store's metadata that is lost, and <see cref="Subject"/> is that piece's
    /// path: an operator may confirm the
    /// loss.</summary>
    public bool IsLoss { get; init; }

    /// <summary>
    /// It tells what this version does not judge, and nothing of that can be a candidate: a note. What was judged is
    /// certain all the same.
    /// </summary>
    public bool IsNote =>
        this is { Kind: DoubtKind.ContainerdImageStore or DoubtKind.EngineUnreachable, Scope: DoubtScope.Nothing };
}
