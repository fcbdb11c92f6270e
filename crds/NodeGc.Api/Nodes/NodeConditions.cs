using System.Collections.Immutable;

namespace NodeGc.Api.Nodes;

/// <summary>Condition types of a NodeStorage: Ready, and one for each cause that prevents deletions.</summary>
public static class NodeConditions
{
    /// <summary>All condition types.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        Ready,
        UnknownLayout,
        ContainerdImageStore,
        UnsupportedDriver,
        MetadataDamaged,
        EngineUnreachable,
        KernelEvidenceMissing,
        StoreUnsettled,
    ];

    /// <summary>The agent can carry out orders.</summary>
    public const string Ready = "Ready";

    /// <summary>This version does not know a directory, driver or file format.</summary>
    public const string UnknownLayout = "UnknownLayout";

    /// <summary>The engine stores its images in containerd; layers are not assessed.</summary>
    public const string ContainerdImageStore = "ContainerdImageStore";

    /// <summary>The storage driver does not store layers as directories (devicemapper, zfs), or is not known.</summary>
    public const string UnsupportedDriver = "UnsupportedDriver";

    /// <summary>Metadata is empty, truncated or corrupt, or contradicts itself or the disk.</summary>
    public const string MetadataDamaged = "MetadataDamaged";

    /// <summary>An engine runs on the data root but does not respond, returns an error, or responds for a different
    /// data root.</summary>
    public const string EngineUnreachable = "EngineUnreachable";

    /// <summary>The mounts or open files of some processes are not visible.</summary>
    public const string KernelEvidenceMissing = "KernelEvidenceMissing";

    /// <summary>The data root changed while it was read: the engine was restarted, or is still loading.</summary>
    public const string StoreUnsettled = "StoreUnsettled";
}
