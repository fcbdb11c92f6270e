using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>A resource on the node with the resources that it needs.</summary>
public sealed record Resource(ResourceId Id)
{
    /// <summary>The edges of the graph. Ids without a resource are allowed: what is needed may be missing.</summary>
    public ImmutableArray<ResourceId> Needs { get; init; } = [];

    /// <summary>Display name, for example a container's name and state; empty if the id is enough.</summary>
    public string Title { get; init; } = "";

    /// <summary>The name given by a person or an orchestrator; only containers have one.</summary>
    public string? GivenName { get; init; }

    /// <summary>Labels set by its owner; pins match against them.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Its directory on disk; only layer directories and volumes have one.</summary>
    public DirectoryFacts? Directory { get; init; }

    /// <summary>Its size according to the engine: the apparent size of a layer's files, not their allocation; null if
    /// unknown.</summary>
    public Bytes? EngineSize { get; init; }

    /// <summary>Present exactly for volumes.</summary>
    public VolumeFacts? Volume { get; init; }

    /// <summary>What the engine (for a mount, the kernel) reports about it if it can be asked to remove it; null for
    /// what it does not manage, and while it does not answer.</summary>
    public EngineManagedFacts? EngineManaged { get; init; }

    /// <summary>Present for mounts in a layer directory that the agent or the host sees.</summary>
    public MountFacts? Mount { get; init; }

    /// <summary>It belongs to another resource that covers all its needs and is removed with it, as a BuildKit lease
    /// belongs to its record. It is not a root by itself.</summary>
    public bool IsSubsumed { get; init; }

    /// <summary>True for a directory on disk that a plan may name: a layer directory, a volume or a store.</summary>
    public bool IsCandidate => Directory is not null;

    /// <summary>True for what a policy may release although it is known to the engine: the engine can be asked to
    /// remove it, and it is not in use.</summary>
    public bool IsReleasable => EngineManaged is { IsInUse: false };

    /// <summary>Identifies it later on; null for what no plan may include.</summary>
    public Fingerprint? Identity => Directory?.Fingerprint ?? EngineManaged?.Identity;

    /// <summary>When it last changed or was used; null for what no plan may include.</summary>
    public DateTimeOffset? LastChanged => Directory?.LastChanged ?? EngineManaged?.LastUsed;

    /// <summary>Its own size on disk; null if unknown.</summary>
    public Bytes? Size => Directory is { } directory ? directory.Size : EngineManaged?.Size;

    /// <inheritdoc/>
    public override string ToString() => Title.Length == 0 ? Id.ToString() : $"{Id.Kind.DisplayName()} {Title}";
}
