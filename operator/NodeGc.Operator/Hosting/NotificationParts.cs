using Microsoft.Extensions.Logging;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Queues;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Notifications;
using NodeGc.Operator.Status.Notifications;
using NodeGc.Operator.Telemetry;

namespace NodeGc.Operator.Hosting;

/// <summary>The parts that deliver notifications, if a webhook is configured.</summary>
internal sealed class NotificationParts : IDisposable
{
    private readonly ClusterView view;
    private readonly WebhookOptions options;
    private readonly NotificationMetrics metrics;
    private readonly TimeProvider time;
    private readonly HandledNotifications handled = new();

    public NotificationParts(ClusterView view, WebhookOptions options, NotificationMetrics metrics, TimeProvider time)
    {
        (this.view, this.options, this.metrics, this.time) = (view, options, metrics, time);
        Queue = new WorkQueue<string>(Backoff.Reconcile, Random.Shared, time);
        Facts = new NotificationFacts(options.Types, handled.Contains);
        view.Cleanups.Subscribe(change =>
        {
            // Also once nothing is pending any more: then there is something to forget.
            if (HasPending(change.After) || HasPending(change.Before))
                Queue.Add(ObjectKey.From(change.Latest).Name);
        });
    }

    /// <summary>Names of cleanups that may have something to deliver.</summary>
    public WorkQueue<string> Queue { get; }

    /// <summary>What the statuses have to know.</summary>
    public NotificationFacts Facts { get; }

    /// <summary>For one term of leadership.</summary>
    /// <param name="statuses">Names of cleanups whose status has to be written.</param>
    /// <param name="loggers">For deliveries.</param>
    public NotificationReconciler CreateReconciler(WorkQueue<string> statuses, ILoggerFactory loggers)
    {
        foreach (var cleanup in view.ListCleanups().Where(HasPending))
            Queue.Add(ObjectKey.From(cleanup).Name);
        return new NotificationReconciler(
            view,
            options,
            handled,
            metrics,
            Random.Shared,
            time,
            loggers.CreateLogger<NotificationReconciler>()
        )
        {
            Handled = statuses.Add,
        };
    }

    public void Dispose() => Queue.Dispose();

    private static bool HasPending(NodeStorageCleanup? cleanup) =>
        cleanup?.Status is { PendingNotifications.IsEmpty: false };
}
