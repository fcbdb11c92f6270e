using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Summarizes cleanups. Pure.</summary>
internal static class CleanupSummaries
{
    // Healthy, Effective and so on are bad if False.
    private static readonly string[] BadIfFalse =
    [
        CleanupConditions.Healthy,
        CleanupConditions.Effective,
        CleanupConditions.PinsMatched,
        CleanupConditions.Intact,
    ];

    public static ImmutableArray<CleanupSummary> List(IEnumerable<NodeStorageCleanup> cleanups) =>
        [.. cleanups.OrderBy(cleanup => cleanup.Metadata.Name, StringComparer.Ordinal).Select(Summarize)];

    public static CleanupSummary Summarize(NodeStorageCleanup cleanup)
    {
        var conditions = cleanup.Status?.Conditions ?? [];
        var shown = FindMostImportant(conditions);
        return new CleanupSummary
        {
            Name = cleanup.Metadata.Name ?? "",
            Mode = cleanup.Spec.Mode,
            IsSuspended = cleanup.Spec.Suspend,
            State = shown?.Reason ?? "Pending",
            Message = shown?.Message ?? "The operator has not processed this cleanup yet.",
            Problems = [.. conditions.Where(IsProblem).Select(one => one.Reason).Where(one => one != shown?.Reason)],
            LastRun = cleanup.Status?.LastRun,
        };
    }

    public static bool IsProblem(Condition condition) =>
        condition.Type == CleanupConditions.Stalled
            ? condition.Status == ConditionStatus.True
            : BadIfFalse.Contains(condition.Type) && condition.Status == ConditionStatus.False;

    private static Condition? FindMostImportant(ImmutableArray<Condition> conditions) =>
        conditions.IsTrue(CleanupConditions.Stalled) ? conditions.Find(CleanupConditions.Stalled)
        : conditions.IsTrue(CleanupConditions.Reconciling) ? conditions.Find(CleanupConditions.Reconciling)
        : conditions.Find(CleanupConditions.Ready);
}
