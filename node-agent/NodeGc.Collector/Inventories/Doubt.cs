using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>Something that could not be read or understood. Unknown means keep: a doubt protects everything that it
/// could own.</summary>
/// <param name="Kind">The condition under which it is reported.</param>
/// <param name="Scope">What it could own.</param>
/// <param name="Subject">Where: a path relative to the data root, a socket, a process.</param>
/// <param name="Message">What is wrong and how to fix it, one sentence each.</param>
public sealed record Doubt(DoubtKind Kind, DoubtScope Scope, string Subject, string Message)
{
    /// <summary>What it keeps if <see cref="Scope"/> is <see cref="DoubtScope.Listed"/>; mounts in listed directories
    /// are kept as well.</summary>
    public ImmutableArray<ResourceId> Owned { get; init; } = [];

    /// <summary>It is about lost metadata at the path <see cref="Subject"/>: an administrator may confirm the
    /// loss.</summary>
    public bool IsLoss { get; init; }

    /// <summary>
    /// It only notes what this version does not evaluate, none of which can be a candidate. Everything else was
    /// evaluated reliably.
    /// </summary>
    public bool IsNote =>
        this is { Kind: DoubtKind.ContainerdImageStore or DoubtKind.EngineUnreachable, Scope: DoubtScope.Nothing };
}
