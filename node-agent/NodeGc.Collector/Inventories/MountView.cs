namespace NodeGc.Collector.Inventories;

/// <summary>In which mount namespace a mount was seen.</summary>
public enum MountView
{
    /// <summary>The host's init namespace, where it can be unmounted.</summary>
    Host,

    /// <summary>This agent's namespace if it is not the host's; it follows the host's.</summary>
    Agent,

    /// <summary>An unknown namespace of some process. Another view may show the same mount.</summary>
    Untold,
}
