using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Cluster;

/// <summary>Decides whether a node's agent is alive: by its lease, and for agents that renew none, as of an earlier
/// release, by the heartbeat in the status.</summary>
/// <param name="Now">The operator's clock.</param>
/// <param name="HeartbeatBound">An agent is alive while its last sign of life is at most this old.</param>
internal sealed record Liveness(DateTimeOffset Now, TimeSpan HeartbeatBound)
{
    /// <summary>The last renewal of the lease of a node's agent; null if there is none.</summary>
    public Func<string, AgentSign?> FindSign { get; init; } = _ => null;

    public bool IsAlive(NodeStorage? storage) => FindProblem(storage) is null;

    /// <summary>
    /// Why the node has no live agent; null if it has one. The text depends on the signs of life and not on the clock,
    /// so that a node that stays silent does not change the status again and again.
    /// </summary>
    public string? FindProblem(NodeStorage? storage)
    {
        // The lease of a former node of this name may still be there, but its agent has not written this status.
        if (storage?.Status is not { } status)
            return "no agent has reported from this node yet";
        var sign = FindSign(storage.Metadata.Name!);
        if (sign?.SeenAt >= Now - HeartbeatBound)
            return null;
        DateTimeOffset?[] times = [sign?.RenewTime, status.HeartbeatTime];
        return status.HeartbeatTime is { } beat && beat >= Now - HeartbeatBound && beat <= Now + HeartbeatBound
            ? null
            : Describe(times.Max());
    }

    /// <summary>When the agent last showed that it was alive; null if it never did.</summary>
    public DateTimeOffset? FindLastSign(NodeStorage? storage)
    {
        if (storage?.Status is not { } status)
            return null;
        var sign = FindSign(storage.Metadata.Name!);
        DateTimeOffset?[] times = [sign?.SeenAt ?? sign?.RenewTime, status.HeartbeatTime];
        return times.Max();
    }

    private string Describe(DateTimeOffset? last) =>
        last switch
        {
            null => "no agent has reported from this node yet",
            // With a clock that runs ahead, a dead agent would look alive for that long.
            { } time when time > Now + HeartbeatBound =>
                $"its agent's last heartbeat is in the future ({UtcText.Of(time)}); check clock synchronization",
            { } time => $"its agent has not reported since {UtcText.Of(time)}",
        };
}
