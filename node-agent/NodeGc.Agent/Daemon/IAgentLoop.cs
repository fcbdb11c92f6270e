namespace NodeGc.Agent.Daemon;

/// <summary>A loop of the agent, which starts once the NodeStorage of its node is there.</summary>
internal interface IAgentLoop
{
    /// <summary>Runs until cancelled.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
