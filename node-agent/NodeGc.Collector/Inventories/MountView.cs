namespace NodeGc.Collector.Inventories;

/// <summary>In which mount namespace a mount was seen.</summary>
public enum MountView
{
    /// <summary>That of the host's first process, where it can be unmounted.</summary>
    Host,

    /// <summary>That of this agent, if it is another one: its view follows the host's.</summary>
    Agent,

    /// <summary>That of a process whose namespace cannot be told. The mount may be one that is seen by another view as
    /// well.</summary>
    Untold,
}
