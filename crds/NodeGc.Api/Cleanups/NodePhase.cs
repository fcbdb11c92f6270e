namespace NodeGc.Api.Cleanups;

/// <summary>How far a node is: <see cref="Pending"/>, then the phases of its order.</summary>
public enum NodePhase
{
    /// <summary>The order is given; the agent has not begun.</summary>
    Pending,
    Scanning,
    Planned,
    Sweeping,
    Succeeded,
    Failed,
    Skipped,
}
