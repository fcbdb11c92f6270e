using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using Prometheus;

namespace NodeGc.Operator.Telemetry;

/// <summary>Metrics of notifications; 0 if no webhook is configured.</summary>
internal sealed class NotificationMetrics
{
    private readonly Counter deliveries;

    /// <param name="metrics">The operator's metrics.</param>
    /// <param name="cleanups">All cleanups.</param>
    public NotificationMetrics(OperatorMetrics metrics, Func<IEnumerable<NodeStorageCleanup>> cleanups)
    {
        deliveries = metrics.Set.CreateCounter(
            "nodegc_operator_notifications_total",
            "Attempts to deliver a notification to the webhook, by result.",
            "result"
        );
        foreach (var outcome in Enum.GetValues<NotificationOutcome>())
            deliveries.WithLabels(FieldWord.For(outcome));
        var pending = metrics.Set.CreateGauge(
            "nodegc_operator_notifications_pending",
            "Notifications that are not delivered yet; 0 in a process that is not the leader."
        );
        metrics.Set.BeforeCollect(() =>
            pending.Set(metrics.IsLeader ? cleanups().Sum(one => one.Status?.PendingNotifications.Length ?? 0) : 0)
        );
    }

    public void Count(NotificationOutcome outcome) => deliveries.WithLabels(FieldWord.For(outcome)).Inc();
}
