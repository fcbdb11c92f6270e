namespace NodeGc.Collector.Policies;

/// <summary>The classes of garbage that a policy may collect.</summary>
public enum CleanupClass
{
    /// <summary>Layer directories unknown to the engine.</summary>
    Layers,

    /// <summary>Volumes that no container needs.</summary>
    Volumes,

    /// <summary>Whole stores of storage drivers that are not in use.</summary>
    Stores,

    /// <summary>Containers that do not run.</summary>
    Containers,

    /// <summary>Images that no container needs, and their names.</summary>
    Images,

    /// <summary>Records of BuildKit's cache.</summary>
    BuildCache,

    /// <summary>Mounts whose container is gone.</summary>
    Mounts,

    /// <summary>What interrupted operations left.</summary>
    Debris,
}
