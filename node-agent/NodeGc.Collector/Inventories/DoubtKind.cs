namespace NodeGc.Collector.Inventories;

/// <summary>Why a scan cannot be sure. The names are the condition types of a NodeStorage.</summary>
public enum DoubtKind
{
    /// <summary>A directory, driver or file format that this version does not know.</summary>
    UnknownLayout,

    /// <summary>The engine keeps its images in containerd: its layers and images are not judged yet.</summary>
    ContainerdImageStore,

    /// <summary>A storage driver whose layers are no directories (devicemapper, zfs) or that this version does not
    /// know.</summary>
    UnsupportedDriver,

    /// <summary>Metadata that is empty, truncated, garbled or contradicts itself or the disk.</summary>
    MetadataDamaged,

    /// <summary>An engine runs on this data root but does not answer, answers with an error, or answers for another
    /// one.</summary>
    EngineUnreachable,

    /// <summary>Mounts or open files of some process cannot be seen.</summary>
    KernelEvidenceMissing,

    /// <summary>The store changed while it was read: the engine was restarted, or is still loading.</summary>
    StoreUnsettled,
}
