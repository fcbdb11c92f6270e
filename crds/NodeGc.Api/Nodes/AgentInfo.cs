namespace NodeGc.Api.Nodes;

/// <summary>The agent that writes a status.</summary>
public sealed record AgentInfo
{
    public required string Version { get; init; }

    /// <summary>Null when it runs outside of a cluster.</summary>
    public string? PodName { get; init; }

    /// <summary>Drawn at the agent's start; by it two agents on one node notice each other.</summary>
    public required string Instance { get; init; }
}
