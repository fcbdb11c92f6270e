namespace NodeGc.Operator.Cluster;

/// <summary>The last renewal of an agent's lease.</summary>
/// <param name="RenewTime">When it was renewed, by the clock of the agent's node.</param>
/// <param name="SeenAt">When this operator noticed, by its own clock; null if the lease has not been renewed since the
/// operator watches it, and the time in it does not show that the agent was alive then.</param>
internal sealed record AgentSign(DateTimeOffset RenewTime, DateTimeOffset? SeenAt);
