using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>What the engine says of something that it knows and can be asked to remove: a container, an image or one of
/// its names, a record of the build cache. Present only while the engine answers.</summary>
/// <param name="Identity">What has to be unchanged when it is removed: a name may be given to another image.</param>
/// <param name="LastUsed">When it was used last as far as anybody knows; never before it was made.</param>
public sealed record KnownFacts(Fingerprint Identity, DateTimeOffset LastUsed)
{
    /// <summary>It is at work now and never goes: a container that runs, a record that a build uses.</summary>
    public bool IsInUse { get; init; }

    /// <summary>The bytes that its removal would free by itself, as the engine counts; null where that follows from its
    /// layers.</summary>
    public Bytes? Size { get; init; }

    /// <summary>The names under which a registry gives it again, for example <c>app@sha256:…</c>; empty for what no
    /// registry has.</summary>
    public ImmutableArray<string> PullAgain { get; init; } = [];
}
