namespace NodeGc.Collector.Policies;

/// <summary>Which volumes a policy may collect; each includes the ones before it.</summary>
public enum VolumeScope
{
    /// <summary>Volume directories that are unknown to the engine, metadata and containers.</summary>
    Orphaned,

    /// <summary>Also volumes created by the engine for containers that are gone, as <c>docker volume prune</c>
    /// does.</summary>
    Anonymous,

    /// <summary>Also volumes that a person named and no container uses.</summary>
    Unused,
}
