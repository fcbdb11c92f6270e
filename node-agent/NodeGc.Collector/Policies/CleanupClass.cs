namespace NodeGc.Collector.Policies;

/// <summary>The classes of garbage that a policy may name.</summary>
public enum CleanupClass
{
    /// <summary>Layer directories that the engine does not know.</summary>
    Layers,

    /// <summary>Volumes that no container needs.</summary>
    Volumes,

    /// <summary>Whole stores of storage drivers that the engine does not use now.</summary>
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
