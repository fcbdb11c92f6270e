namespace NodeGc.Api.Nodes;

/// <summary>The agent that writes the status.</summary>
public sealed record AgentInfo
{
    public required string Version { get; init; }

    /// <summary>Null if the agent runs outside a cluster.</summary>
    public string? PodName { get; init; }

    /// <summary>Namespace of the pod and of the lease that the agent renews.</summary>
    public string? Namespace { get; init; }

    /// <summary>Random ID generated at startup, so that two agents on one node detect each other.</summary>
    public required string Instance { get; init; }
}
