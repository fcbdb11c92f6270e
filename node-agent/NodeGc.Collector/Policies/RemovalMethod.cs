namespace NodeGc.Collector.Policies;

/// <summary>How a plan item is removed.</summary>
public enum RemovalMethod
{
    /// <summary>Through the filesystem: unknown to the engine.</summary>
    Filesystem,

    /// <summary>Moved into the quarantine, then removed through the engine, which knows it.</summary>
    Engine,

    /// <summary>By the engine alone: nothing to quarantine or restore; also a volume's record.</summary>
    ByEngine,

    /// <summary>Unmounted by the kernel if nothing uses it: nothing is deleted.</summary>
    Unmount,
}
