namespace NodeGc.Collector.Planning;

/// <summary>How a plan item is removed.</summary>
public enum Removal
{
    /// <summary>Through the filesystem: the engine does not know it.</summary>
    Filesystem,

    /// <summary>Moved aside, then removed through the engine, which knows it.</summary>
    Engine,

    /// <summary>By the engine alone: there is nothing to move aside, and nothing to put back; also a volume's
    /// record.</summary>
    ByEngine,

    /// <summary>Unmounted by the kernel, if nothing uses it: nothing is deleted by that.</summary>
    Unmount,
}
