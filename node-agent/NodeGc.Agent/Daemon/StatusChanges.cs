using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>Decides which changes are published at once and which wait for the next heartbeat. Pure. This bounds how
/// often a node writes.</summary>
internal static class StatusChanges
{
    /// <summary>Whether a run started, changed its phase or was withdrawn, a request was answered, or a condition or
    /// the agent instance changed.</summary>
    public static bool IsUrgent(NodeStorageStatus before, NodeStorageStatus after) =>
        before.Agent?.Instance != after.Agent?.Instance
        || after.Answers.Any(answer => before.Answers.All(known => known.Id != answer.Id))
        || !Phases(before).SetEquals(Phases(after))
        || !Conditions(before).SetEquals(Conditions(after));

    private static HashSet<(string Cleanup, string Run, OrderPhase Phase)> Phases(NodeStorageStatus status) =>
        [.. status.Orders.Select(report => (report.Cleanup, report.RunId, report.Phase))];

    private static HashSet<(string Type, string Status, string Reason)> Conditions(NodeStorageStatus status) =>
        [.. status.Conditions.Select(condition => (condition.Type, condition.Status, condition.Reason))];
}
