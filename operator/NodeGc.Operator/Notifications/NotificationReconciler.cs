using Microsoft.Extensions.Logging;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Telemetry;

namespace NodeGc.Operator.Notifications;

/// <summary>Delivers the pending notifications of one cleanup: each at least once, and again under the same id if the
/// operator stops before the status says that it was delivered.</summary>
/// <param name="view">The cluster.</param>
/// <param name="options">The webhook.</param>
/// <param name="handled">Read by the status, which drops what was delivered.</param>
/// <param name="metrics">Counts deliveries.</param>
/// <param name="random">For back-off.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For deliveries.</param>
internal sealed partial class NotificationReconciler(
    ClusterView view,
    WebhookOptions options,
    HandledNotifications handled,
    NotificationMetrics metrics,
    Random random,
    TimeProvider time,
    ILogger<NotificationReconciler> logger
)
{
    private readonly WebhookClient client = new(options, time);
    private readonly Dictionary<(string Cleanup, string Id), (int Failures, DateTimeOffset Next)> attempts = [];
    private DateTimeOffset pausedUntil;

    /// <summary>Called with the name of a cleanup whose status has to drop what was handled.</summary>
    public required Action<string> Handled { get; init; }

    public async Task<ReconcileResult> ReconcileAsync(string name, CancellationToken cancellationToken)
    {
        var cleanup = view.FindCleanup(name);
        var pending = cleanup?.Status?.PendingNotifications ?? [];
        Forget(name, [.. pending.Select(one => one.Id)]);
        DateTimeOffset? next = null;
        foreach (var one in pending.Where(one => !handled.Contains(one.Id)))
        {
            var due = await DeliverAsync(cleanup!, one, cancellationToken);
            next = due < next || next is null ? due ?? next : next;
        }
        if (pending.Any(one => handled.Contains(one.Id)))
            Handled(name);
        return next is { } at ? ReconcileResult.After(at - time.GetUtcNow()) : ReconcileResult.Done;
    }

    private void Forget(string name, IReadOnlyCollection<string> pending)
    {
        handled.Keep(name, pending);
        foreach (var attempt in attempts.Keys.Where(one => one.Cleanup == name && !pending.Contains(one.Id)))
            attempts.Remove(attempt);
    }

    // The time of the next attempt; null if none is necessary.
    private async Task<DateTimeOffset?> DeliverAsync(
        NodeStorageCleanup cleanup,
        PendingNotification one,
        CancellationToken cancellationToken
    )
    {
        var (failures, due) = attempts.GetValueOrDefault((cleanup.Metadata.Name!, one.Id));
        due = due > pausedUntil ? due : pausedUntil;
        if (due > time.GetUtcNow())
            return due;
        var message = WebhookMessage.Create(cleanup, one, options.ClusterName);
        switch (await client.SendAsync(one.Id, message, cancellationToken))
        {
            case DeliveryResult.Delivered:
                LogDelivered(one.Id, one.Type, cleanup.Metadata.Name);
                return Finish(cleanup, one, NotificationOutcome.Delivered);
            case DeliveryResult.Refused refused:
                LogGivenUp(one.Id, one.Type, cleanup.Metadata.Name, refused.Cause);
                return Finish(cleanup, one, NotificationOutcome.GivenUp);
            case DeliveryResult.Failed failed when time.GetUtcNow() - one.Time > options.MaxAge:
                LogGivenUp(one.Id, one.Type, cleanup.Metadata.Name, failed.Cause);
                return Finish(cleanup, one, NotificationOutcome.GivenUp);
            case DeliveryResult.Failed failed:
                metrics.Count(NotificationOutcome.Failed);
                return Postpone(cleanup, one, failures + 1, failed);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private DateTimeOffset? Finish(NodeStorageCleanup cleanup, PendingNotification one, NotificationOutcome outcome)
    {
        metrics.Count(outcome);
        attempts.Remove((cleanup.Metadata.Name!, one.Id));
        handled.Add(cleanup.Metadata.Name!, one.Id);
        return null;
    }

    private DateTimeOffset Postpone(
        NodeStorageCleanup cleanup,
        PendingNotification one,
        int failures,
        DeliveryResult.Failed failed
    )
    {
        var now = time.GetUtcNow();
        if (failed.RetryAfter is { } wait)
            pausedUntil = now + wait;
        var due = now + options.Backoff.After(failures, random.NextDouble());
        due = due > pausedUntil ? due : pausedUntil;
        attempts[(cleanup.Metadata.Name!, one.Id)] = (failures, due);
        LogFailed(one.Id, one.Type, cleanup.Metadata.Name, failures, failed.Cause, due);
        return due;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivered notification {Id}: {Type} of {Cleanup}")]
    private partial void LogDelivered(string id, NotificationType type, string? cleanup);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Failed to deliver notification {Id}: {Type} of {Cleanup}, attempt {Attempt}: {Cause}; "
            + "trying again at {Next}"
    )]
    private partial void LogFailed(
        string id,
        NotificationType type,
        string? cleanup,
        int attempt,
        string cause,
        DateTimeOffset next
    );

    [LoggerMessage(Level = LogLevel.Error, Message = "Gave up notification {Id}: {Type} of {Cleanup}: {Cause}")]
    private partial void LogGivenUp(string id, NotificationType type, string? cleanup, string cause);
}
