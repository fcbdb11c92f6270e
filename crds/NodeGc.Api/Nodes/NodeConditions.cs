namespace NodeGc.Api.Nodes;

/// <summary>Condition types of a NodeStorage: Ready, and one for each thing that makes the agent refuse to
/// delete.</summary>
public static class NodeConditions
{
    /// <summary>The agent is able and willing to carry out orders.</summary>
    public const string Ready = "Ready";

    /// <summary>A directory, driver or file format is not known to this version.</summary>
    public const string UnknownLayout = "UnknownLayout";

    /// <summary>The engine keeps its images in containerd: layers are not judged.</summary>
    public const string ContainerdImageStore = "ContainerdImageStore";

    /// <summary>The layers of the storage driver are no directories (devicemapper, zfs), or the driver is not
    /// known.</summary>
    public const string UnsupportedDriver = "UnsupportedDriver";

    /// <summary>Metadata is empty, truncated, garbled or contradicts itself or the disk.</summary>
    public const string MetadataDamaged = "MetadataDamaged";

    /// <summary>An engine runs on the data root but does not answer, answers with an error, or answers for another
    /// one.</summary>
    public const string EngineUnreachable = "EngineUnreachable";

    /// <summary>Mounts or open files of some process cannot be seen.</summary>
    public const string KernelEvidenceMissing = "KernelEvidenceMissing";

    /// <summary>The store changed while it was read: the engine was restarted, or is still loading.</summary>
    public const string StoreUnsettled = "StoreUnsettled";
}
