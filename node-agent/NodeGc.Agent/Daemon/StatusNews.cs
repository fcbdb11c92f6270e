using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>Tells what somebody waits for from what the next heartbeat may carry. Pure: it bounds how often a node
/// writes.</summary>
internal static class StatusNews
{
    /// <summary>True where a run began, went on to its next phase or was withdrawn, or where a condition or the agent
    /// is another one.</summary>
    public static bool IsNews(NodeStorageStatus before, NodeStorageStatus after) =>
        before.Agent?.Instance != after.Agent?.Instance
        || !Phases(before).SetEquals(Phases(after))
        || !Conditions(before).SetEquals(Conditions(after));

    private static HashSet<(string Cleanup, string Run, OrderPhase Phase)> Phases(NodeStorageStatus status) =>
        [.. status.Orders.Select(report => (report.Cleanup, report.RunId, report.Phase))];

    private static HashSet<(string Type, string Status, string Reason)> Conditions(NodeStorageStatus status) =>
        [.. status.Conditions.Select(condition => (condition.Type, condition.Status, condition.Reason))];
}
