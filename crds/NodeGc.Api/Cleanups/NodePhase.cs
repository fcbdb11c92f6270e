namespace NodeGc.Api.Cleanups;

/// <summary>Phase of a node: <see cref="Pending"/>, then the phases of its order.</summary>
public enum NodePhase
{
    /// <summary>Order issued; waiting for the agent.</summary>
    Pending,
    Scanning,
    Planned,
    Sweeping,
    Succeeded,
    Failed,
    Skipped,
}
