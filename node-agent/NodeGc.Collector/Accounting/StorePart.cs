namespace NodeGc.Collector.Accounting;

/// <summary>What a data root consists of. Every byte belongs to exactly one part; the order is that of
/// reports.</summary>
public enum StorePart
{
    /// <summary>Layer directories needed by an image, or by a container whose image is gone.</summary>
    ImageLayers,

    /// <summary>Read-write and init directories of containers.</summary>
    ContainerLayers,

    /// <summary>Layer directories that only the build cache needs.</summary>
    BuildCache,

    /// <summary>Layer directories recorded in the layer store that no image, container or build cache needs.</summary>
    UnreferencedLayers,

    /// <summary>Layer directories unknown to the engine that nothing in use needs.</summary>
    OrphanedLayers,

    /// <summary>Volumes that a person named.</summary>
    VolumesNamed,

    /// <summary>Volumes that the engine made for a container.</summary>
    VolumesAnonymous,

    /// <summary>Volumes unknown to the engine that nothing in use needs.</summary>
    VolumesOrphaned,

    /// <summary>Directories of volumes whose data is elsewhere.</summary>
    VolumesElsewhere,

    /// <summary>Logs of containers, rotated ones included.</summary>
    ContainerLogs,

    /// <summary>The engine's own records: of images, layers, containers, networks and the build cache.</summary>
    Metadata,

    /// <summary>Temporary files of the engine, including those left by interrupted operations.</summary>
    Scratch,

    /// <summary>Quarantined items that can still be restored.</summary>
    Quarantine,

    /// <summary>Stores of drivers and of user namespaces that are not in use.</summary>
    LeftoverStores,

    /// <summary>Managed plugins of the engine.</summary>
    Plugins,

    /// <summary>Data of the containerd that the engine runs.</summary>
    ContainerdStore,

    /// <summary>Deleted files that a process holds open: their space is freed when it closes them.</summary>
    DeletedOpenFiles,

    /// <summary>Everything else.</summary>
    Unexplained,
}
