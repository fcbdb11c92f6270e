namespace NodeGc.Api.Nodes;

/// <summary>Phase of a restore on one node. The last three are final.</summary>
public enum RestorePhase
{
    /// <summary>Waiting for the agent, or for the run in progress on the node.</summary>
    Pending,
    Restoring,

    /// <summary>Everything that was asked for and still in quarantine is restored.</summary>
    Succeeded,

    /// <summary>Some items were not restored, or none could be. The message states why.</summary>
    Failed,

    /// <summary>There was nothing to restore. The message states why.</summary>
    Skipped,
}
