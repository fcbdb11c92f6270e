using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>One thing on the node, with the things it needs in order to work.</summary>
public sealed record Resource(ResourceId Id)
{
    /// <summary>The edges of the graph. An id that no resource has is allowed: what is needed may be missing.</summary>
    public ImmutableArray<ResourceId> Needs { get; init; } = [];

    /// <summary>What people call it, for example a container's name and state; empty where the id says it
    /// all.</summary>
    public string Title { get; init; } = "";

    /// <summary>The name that a person or an orchestrator gave it beside its ID; only containers have one.</summary>
    public string? GivenName { get; init; }

    /// <summary>Labels set by its owner; pins match against them.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Its directory on disk; only layer directories and volumes have one.</summary>
    public DirectoryFacts? Directory { get; init; }

    /// <summary>What the engine itself takes its size to be: a layer's unpacked files in bytes, not what they allocate;
    /// null where it says nothing.</summary>
    public Bytes? EngineSize { get; init; }

    /// <summary>Present exactly for volumes.</summary>
    public VolumeFacts? Volume { get; init; }

    /// <summary>What the engine, or for a mount the kernel, says of it, where it can be asked to remove it; null for
    /// what it does not know, and while it does not answer.</summary>
    public KnownFacts? Known { get; init; }

    /// <summary>Present for mounts that lie in a layer directory where the agent or the host sees them.</summary>
    public MountFacts? Mount { get; init; }

    /// <summary>It belongs to something else, which speaks for all that it needs and goes with it: a lease of BuildKit
    /// to its record. It is no root by itself.</summary>
    public bool IsPart { get; init; }

    /// <summary>True for a directory on disk that a plan may name: a layer directory, a volume or a store.</summary>
    public bool IsCandidate => Directory is not null;

    /// <summary>What makes it the same thing later on; null for what no plan may name.</summary>
    public Fingerprint? Identity => Directory?.Fingerprint ?? Known?.Identity;

    /// <summary>When it changed, or was used, last; null for what no plan may name.</summary>
    public DateTimeOffset? LastChanged => Directory?.LastChanged ?? Known?.LastUsed;

    /// <summary>What it takes on disk by itself; null where nobody knows.</summary>
    public Bytes? Size => Directory is { } directory ? directory.Size : Known?.Size;

    /// <inheritdoc/>
    public override string ToString() => Title.Length == 0 ? Id.ToString() : $"{Id.Kind.Words()} {Title}";
}
