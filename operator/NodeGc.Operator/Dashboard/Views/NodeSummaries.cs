using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Summarizes nodes from the operator's cache. Pure.</summary>
internal static class NodeSummaries
{
    public static NodeSummary Summarize(ClusterNode node, Liveness liveness)
    {
        var status = node.Storage?.Status;
        var storage = status?.Storage;
        return new NodeSummary
        {
            Name = node.Name,
            State = FindState(node.Storage, liveness),
            Problem = FindProblem(node.Storage, liveness),
            UsedPercent = storage?.UsedPercent,
            UsedBytes = storage?.UsedBytes,
            CapacityBytes = storage?.CapacityBytes,
            FreeBytes = storage?.FreeBytes,
            ReclaimableBytes = SumReclaimable(storage),
            QuarantinedBytes = Sum(status, root => root.Quarantine.Held.Bytes),
            UnaccountedBytes = Sum(status, root => root.Unaccounted.Bytes),
            HeartbeatTime = liveness.FindLastSign(node.Storage),
        };
    }

    public static NodeState FindState(NodeStorage? storage, Liveness liveness) =>
        storage?.Status switch
        {
            null => NodeState.NoReport,
            _ when liveness.FindLastSign(storage) is null => NodeState.NoReport,
            _ when !liveness.IsAlive(storage) => NodeState.Silent,
            var status => status.Conditions.Find(NodeConditions.Ready) is { Status: ConditionStatus.False }
                ? NodeState.NotReady
                : NodeState.Ready,
        };

    /// <summary>The most important problem as a sentence; null if there is none.</summary>
    public static string? FindProblem(NodeStorage? storage, Liveness liveness)
    {
        if (liveness.FindProblem(storage) is { } silence)
            return char.ToUpperInvariant(silence[0]) + silence[1..];
        var status = storage!.Status!;
        return status
            .Conditions.Where(IsProblem)
            .OrderBy(condition => condition.Type == NodeConditions.Ready ? 1 : 0)
            .Select(condition => $"{condition.Type}: {condition.Message}")
            .FirstOrDefault()
            ?? status
                .Orders.Where(report => report.Phase == OrderPhase.Failed)
                .Select(report => $"{report.Cleanup} failed: {report.Message ?? FirstError(report)}")
                .FirstOrDefault();
    }

    /// <summary>Ready has to be True; every other condition prevents deletions if it is True.</summary>
    public static bool IsProblem(Condition condition) =>
        condition.Type == NodeConditions.Ready
            ? condition.Status == ConditionStatus.False
            : condition.Status == ConditionStatus.True;

    private static string FirstError(OrderReport report) =>
        report.Errors is [var error, ..] ? error.Message : "see the node";

    // Unknown only if every class is: the classes that are known are a lower bound.
    private static long? SumReclaimable(StorageInfo? storage) =>
        storage is { Classes.IsEmpty: false } && storage.Classes.Any(one => one.ReclaimableBytes is not null)
            ? storage.Classes.Sum(one => one.ReclaimableBytes ?? 0)
            : null;

    private static long? Sum(NodeStorageStatus? status, Func<DataRootReport, long> bytes) =>
        status is { DataRoots: { IsEmpty: false } roots } ? roots.Sum(bytes) : null;
}
