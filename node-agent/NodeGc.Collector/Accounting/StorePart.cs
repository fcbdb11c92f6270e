namespace NodeGc.Collector.Accounting;

/// <summary>What a data root consists of. Every byte belongs to exactly one part; the order is that of
/// reports.</summary>
public enum StorePart
{
    /// <summary>Layer directories that an image needs, or a container whose image is gone.</summary>
    ImageLayers,

    /// <summary>Read-write and init directories of containers.</summary>
    ContainerLayers,

    /// <summary>Layer directories that only the build cache needs.</summary>
    BuildCache,

    /// <summary>Layer directories that the layer store knows, and no image, container or build cache needs.</summary>
    UnreferencedLayers,

    /// <summary>Layer directories that the engine does not know, and nothing alive needs.</summary>
    OrphanedLayers,

    /// <summary>Volumes that a person named.</summary>
    VolumesNamed,

    /// <summary>Volumes that the engine made for a container.</summary>
    VolumesAnonymous,

    /// <summary>Volumes that the engine does not know, and nothing alive needs.</summary>
    VolumesOrphaned,

    /// <summary>Directories of volumes whose data lies elsewhere.</summary>
    VolumesElsewhere,

    /// <summary>Logs of containers, rotated ones included.</summary>
    ContainerLogs,

    /// <summary>The engine's own records: of images, layers, containers, networks and the build cache.</summary>
    Metadata,

    /// <summary>Scratch files of the engine, and what interrupted operations left of them.</summary>
    Scratch,

    /// <summary>What was moved aside by a cleanup and can still be restored.</summary>
    Quarantine,

    /// <summary>Stores of drivers and of user namespaces that are not in use.</summary>
    LeftoverStores,

    /// <summary>Managed plugins of the engine.</summary>
    Plugins,

    /// <summary>What a containerd keeps that the engine runs.</summary>
    ContainerdStore,

    /// <summary>Files without a name that a process holds open: their space comes back when it closes them.</summary>
    DeletedOpenFiles,

    /// <summary>Everything else.</summary>
    Unexplained,
}
