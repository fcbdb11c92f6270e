using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>Who this process is.</summary>
/// <param name="Node">The node it runs on.</param>
/// <param name="Namespace">The namespace of its pod and of its lease.</param>
internal sealed record AgentIdentity(string Node, string Namespace)
{
    /// <summary>The process as shown in the node's status; new at every start.</summary>
    public AgentInfo Info { get; } =
        new()
        {
            Version = typeof(AgentIdentity).Assembly.GetName().Version?.ToString(3) ?? "0.0.0",
            PodName = Environment.GetEnvironmentVariable("POD_NAME"),
            Namespace = Namespace,
            Instance = Guid.NewGuid().ToString("N"),
        };
}
