using System.Globalization;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Planning;

/// <summary>Tells the nodes whose agent lives from those whose agent does not.</summary>
/// <param name="Now">The operator's clock.</param>
/// <param name="HeartbeatBound">An agent lives while its last heartbeat is not further away than this.</param>
internal sealed record Liveness(DateTimeOffset Now, TimeSpan HeartbeatBound)
{
    public bool IsAlive(NodeStorage? storage) => FindProblem(storage) is null;

    /// <summary>
    /// Why the node counts as one without a live agent; null when it has one. The text depends on the heartbeat and not
    /// on the clock, so that a node which stays silent does not change a status again and again.
    /// </summary>
    public string? FindProblem(NodeStorage? storage) =>
        storage?.Status?.HeartbeatTime switch
        {
            null => "no agent has reported from this node yet",
            { } beat when beat < Now - HeartbeatBound => $"its agent has been silent since {Text(beat)}",
            // A clock that runs ahead would let a dead agent look alive for as long.
            { } beat when beat > Now + HeartbeatBound =>
                $"its agent reported at {Text(beat)}, which is yet to come; compare the clocks",
            _ => null,
        };

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
