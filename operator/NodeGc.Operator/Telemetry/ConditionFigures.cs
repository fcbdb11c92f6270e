using System.Collections.Frozen;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;
using NodeGc.Telemetry;
using Prometheus;

namespace NodeGc.Operator.Telemetry;

/// <summary>How many cleanups have which condition.</summary>
internal sealed class ConditionFigures(MetricSet set)
{
    private const string OtherReason = "Other";

    private static readonly string[] Types =
    [
        CleanupConditions.Ready,
        CleanupConditions.Reconciling,
        CleanupConditions.Stalled,
        CleanupConditions.Healthy,
        CleanupConditions.Approved,
        CleanupConditions.Effective,
        CleanupConditions.PinsMatched,
        CleanupConditions.Intact,
        CleanupConditions.Overlapping,
    ];

    private static readonly string[] Statuses = [ConditionStatus.True, ConditionStatus.False, ConditionStatus.Unknown];

    private static readonly FrozenSet<string> StalledReasons =
    [
        CleanupReasons.InvalidSpec,
        CleanupReasons.DefinitionOutdated,
        CleanupReasons.DefinitionUnknown,
        CleanupReasons.OrderRejected,
        CleanupReasons.ApprovalMismatch,
        CleanupReasons.PlanExpired,
        CleanupReasons.NodesFailed,
        CleanupReasons.OrdersRefused,
        CleanupReasons.CanaryFailed,
        CleanupReasons.TooManyFailures,
        OtherReason,
    ];

    private readonly Gauge conditions = set.CreateGauge(
        "nodegc_operator_cleanup_conditions",
        "Cleanups with a condition, by its type and status.",
        "condition",
        "status"
    );

    private readonly Gauge stalled = set.CreateGauge(
        "nodegc_operator_stalled_cleanups",
        "Cleanups with the condition Stalled, by reason.",
        "reason"
    );

    public void Read(IEnumerable<NodeStorageCleanup> cleanups)
    {
        var all = cleanups.SelectMany(cleanup => cleanup.Status?.Conditions ?? []).ToList();
        var counts = all.CountBy(condition => (condition.Type, condition.Status)).ToDictionary();
        foreach (var type in Types)
        foreach (var status in Statuses)
            conditions.WithLabels(type, status).Set(counts.GetValueOrDefault((type, status)));
        var reasons = all.Where(condition =>
                condition is { Type: CleanupConditions.Stalled, Status: ConditionStatus.True }
            )
            .CountBy(condition => StalledReasons.Contains(condition.Reason) ? condition.Reason : OtherReason)
            .ToDictionary();
        foreach (var reason in StalledReasons)
            stalled.WithLabels(reason).Set(reasons.GetValueOrDefault(reason));
    }
}
