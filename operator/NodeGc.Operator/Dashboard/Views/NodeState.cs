namespace NodeGc.Operator.Dashboard.Views;

/// <summary>What is known of a node's agent, the worst first.</summary>
public enum NodeState
{
    /// <summary>The agent has not reported for long.</summary>
    Silent,

    /// <summary>The agent reports, but cannot carry out orders.</summary>
    NotReady,

    /// <summary>No agent has reported yet.</summary>
    NoReport,

    /// <summary>The agent carries out orders.</summary>
    Ready,
}
