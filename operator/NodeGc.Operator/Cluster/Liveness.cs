using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Cluster;

/// <summary>Decides whether a node's agent is alive.</summary>
/// <param name="Now">The operator's clock.</param>
/// <param name="HeartbeatBound">An agent is alive while its last heartbeat is at most this old.</param>
internal sealed record Liveness(DateTimeOffset Now, TimeSpan HeartbeatBound)
{
    public bool IsAlive(NodeStorage? storage) => FindProblem(storage) is null;

    /// <summary>
    /// Why the node has no live agent; null if it has one. The text depends on the heartbeat and not on the clock, so
    /// that a node that stays silent does not change the status again and again.
    /// </summary>
    public string? FindProblem(NodeStorage? storage) =>
        storage?.Status?.HeartbeatTime switch
        {
            null => "no agent has reported from this node yet",
            { } beat when beat < Now - HeartbeatBound => $"its agent has not reported since {UtcText.Of(beat)}",
            // With a clock that runs ahead, a dead agent would look alive for that long.
            { } beat when beat > Now + HeartbeatBound =>
                $"its agent's last heartbeat is in the future ({UtcText.Of(beat)}); check clock synchronization",
            _ => null,
        };
}
