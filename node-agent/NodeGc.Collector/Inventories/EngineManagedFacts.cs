using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>What the engine reports about something that it can be asked to remove: a container, an image or one of its
/// names, a build cache record. Present only while the engine answers.</summary>
/// <param name="Identity">Must be unchanged when it is removed: a name may have been given to another image.</param>
/// <param name="LastUsed">When it was last known to be used; never before it was created.</param>
public sealed record EngineManagedFacts(Fingerprint Identity, DateTimeOffset LastUsed)
{
    /// <summary>It is in use and never removed: a running container, a record used by a build.</summary>
    public bool IsInUse { get; init; }

    /// <summary>Bytes freed by its removal according to the engine; null if that follows from its layers.</summary>
    public Bytes? Size { get; init; }

    /// <summary>The references by which it can be pulled again, for example <c>app@sha256:…</c>; empty if no registry
    /// has it.</summary>
    public ImmutableArray<string> PullAgain { get; init; } = [];
}
