namespace NodeGc.Collector.Inventories;

/// <summary>Why a scan is not certain. The names are condition types of a NodeStorage.</summary>
public enum DoubtKind
{
    /// <summary>A directory, driver or file format that this version does not know.</summary>
    UnknownLayout,

    /// <summary>The engine stores its images in containerd: its layers and images are not evaluated yet.</summary>
    ContainerdImageStore,

    /// <summary>A storage driver whose layers are not directories (devicemapper, zfs) or that this version does not
    /// know.</summary>
    UnsupportedDriver,

    /// <summary>Metadata that is empty, truncated, garbled or contradicts itself or the disk.</summary>
    MetadataDamaged,

    /// <summary>An engine is running on this data root but does not answer, answers with an error, or answers for
    /// another data root.</summary>
    EngineUnreachable,

    /// <summary>Mounts or open files of some process cannot be seen.</summary>
    KernelEvidenceMissing,

    /// <summary>The store changed while it was read: the engine was restarted, or is still loading.</summary>
    StoreUnsettled,
}
