using Microsoft.Extensions.Logging;
using NodeGc.Agent.Orders;
using NodeGc.Agent.Telemetry;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>Carries out the orders of the node's spec, one at a time, and stops one that is withdrawn or cannot be
/// reported.</summary>
internal sealed partial class OrderWorker : IAgentLoop, IDisposable
{
    /// <summary>A waiting plan expires without a change of the spec.</summary>
    private static readonly TimeSpan IdlePollInterval = TimeSpan.FromSeconds(10);

    /// <summary>The longest time that a timer takes.</summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(40);

    private readonly IOrderRunner runner;
    private readonly IUsageReader figures;
    private readonly StatusStore statusStore;
    private readonly StatusDelivery delivery;
    private readonly LossAnnotationRecorder lossAnnotation;
    private readonly AgentMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger<OrderWorker> logger;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim changes = new(0, 1);
    private NodeStorage? latest;
    private CleanupOrder? current;
    private CancellationTokenSource? withdrawal;

    /// <summary>Why the server rejected the status during the current order; null if it did not.</summary>
    private string? refusal;

    public OrderWorker(
        IOrderRunner runner,
        IUsageReader figures,
        StatusStore statusStore,
        StatusDelivery delivery,
        LossAnnotationRecorder lossAnnotation,
        AgentMetrics metrics,
        TimeProvider time,
        ILogger<OrderWorker> logger
    )
    {
        (this.runner, this.figures, this.statusStore) = (runner, figures, statusStore);
        (this.delivery, this.lossAnnotation, this.metrics) = (delivery, lossAnnotation, metrics);
        (this.time, this.logger) = (time, logger);
        delivery.Refused = Stop;
    }

    /// <summary>Sets the current NodeStorage of the node; null = there is none, and so no orders.</summary>
    public void SetStorage(NodeStorage? storage)
    {
        if (storage is not null)
            lossAnnotation.Record(storage);
        lock (gate)
        {
            statusStore.Update(status => WithStorage(status, storage));
            if (storage is not null && storage.Metadata.Uid != latest?.Metadata.Uid)
                statusStore.MarkLost();
            latest = storage;
            if (current is not null && !OrderSelection.Wants(storage?.Spec, current))
                withdrawal?.Cancel();
            if (changes.CurrentCount == 0)
                changes.Release();
        }
    }

    /// <summary>Carries out orders until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (FindNext() is { } order)
                await CarryOutAsync(order, cancellationToken);
            else
                await changes.WaitAsync(IdlePollInterval, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => changes.Dispose();

    /// <summary>The status, unchanged if the object has nothing new.</summary>
    private static NodeStorageStatus WithStorage(NodeStorageStatus status, NodeStorage? storage)
    {
        var wanted = OrderSelection.Current(storage?.Spec, status.Orders);
        var generation = storage is null ? status.ObservedGeneration : storage.Metadata.Generation;
        return wanted.Length == status.Orders.Length && generation == status.ObservedGeneration
            ? status
            : status with
            {
                ObservedGeneration = generation,
                Orders = wanted,
            };
    }

    private CleanupOrder? FindNext()
    {
        lock (gate)
            return OrderSelection.FindNext(latest?.Spec, statusStore.Current, time.GetUtcNow());
    }

    private async Task CarryOutAsync(CleanupOrder order, CancellationToken cancellationToken)
    {
        if (IsOverdue(order))
        {
            EndOverdue(order);
            return;
        }
        using var overdue = new CancellationTokenSource();
        using var withdrawn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, overdue.Token);
        using var timer = StartTimer(order, overdue);
        Begin(order, withdrawn);
        try
        {
            var callbacks = new OrderCallbacks(report => Put(order, report)) { FindObstacleAsync = ConfirmAsync };
            await runner.RunAsync(order, callbacks, withdrawn.Token);
            Count(order);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            EndEarly(order);
        }
        finally
        {
            Begin(null, null);
        }
    }

    // Null without a deadline.
    private ITimer? StartTimer(CleanupOrder order, CancellationTokenSource overdue) =>
        order.Deadline is { } deadline
            ? time.CreateTimer(
                _ => overdue.Cancel(),
                state: null,
                TimeSpan.FromTicks(Math.Clamp((deadline - time.GetUtcNow()).Ticks, 0, MaxDelay.Ticks)),
                Timeout.InfiniteTimeSpan
            )
            : null;

    private bool IsOverdue(CleanupOrder order) => order.Deadline <= time.GetUtcNow();

    /// <summary>An agent that was away must not carry out an order that the operator has given up.</summary>
    private void EndOverdue(CleanupOrder order)
    {
        LogOverdue(order.Cleanup, order.RunId, order.Deadline);
        var now = time.GetUtcNow();
        var message = "the order's deadline has passed; everything done so far is in the journal";
        Put(order, OrderReports.Started(order, now).Ended(OrderPhase.Failed, message, now));
        Count(order);
    }

    /// <summary>The order was withdrawn, its deadline passed, or its run was stopped because it cannot be
    /// reported.</summary>
    private void EndEarly(CleanupOrder order)
    {
        if (refusal is null && IsOverdue(order))
        {
            EndOverdue(order);
            return;
        }
        if (refusal is null)
        {
            LogWithdrawn(order.Cleanup, order.RunId);
            metrics.RunWithdrawn();
            return;
        }

        Put(order, Stopped(order));
        Count(order);
    }

    /// <summary>An order that waits for approval has not ended.</summary>
    private void Count(CleanupOrder order)
    {
        var report = statusStore.Current.Orders.FirstOrDefault(one => OrderSelection.IsAbout(one, order));
        if (report is not { CompletionTime: not null } ended)
            return;
        metrics.RunEnded(ended);
        if (ended.RefusalReason is not null)
            metrics.Refused(RefusalReason.OrderNotConfirmed);
    }

    private OrderReport Stopped(CleanupOrder order)
    {
        var now = time.GetUtcNow();
        return OrderReports.Started(order, now).Ended(OrderPhase.Failed, "nothing was removed", now);
    }

    private void Begin(CleanupOrder? order, CancellationTokenSource? source)
    {
        lock (gate)
        {
            (current, withdrawal, refusal) = (order, source, null);
            if (order is not null && !OrderSelection.Wants(latest?.Spec, order))
                source!.Cancel();
        }
    }

    /// <summary>Nothing is carried out that cannot be reported.</summary>
    private void Stop(string cause)
    {
        metrics.Refused(RefusalReason.StatusRefused);
        lock (gate)
        {
            if (current is null)
                return;
            refusal = cause;
            LogStopped(current.Cleanup, current.RunId);
            withdrawal?.Cancel();
        }
    }

    private async Task<string?> ConfirmAsync(CancellationToken cancellationToken) =>
        refusal = await delivery.ConfirmAsync(cancellationToken);

    /// <summary>A run that was stopped by a rejection reports that once possible, and counts as failed.</summary>
    private OrderReport WithRefusal(OrderReport report) =>
        refusal is not { } cause || report.CompletionTime is null
            ? report
            : report with
            {
                Phase = OrderPhase.Failed,
                Message = $"stopped because the API server rejected this node's status: {cause}; {report.Message}",
            };

    /// <summary>Reports of withdrawn orders are dropped, even of one withdrawn at this moment. The figures that a run
    /// changes are updated when it ends.</summary>
    private void Put(CleanupOrder order, OrderReport report)
    {
        var update = report.CompletionTime is null ? null : figures.Read();
        lock (gate)
        {
            if (!OrderSelection.Wants(latest?.Spec, order))
                return;
            statusStore.Update(status =>
                (update?.Invoke(status) ?? status) with
                {
                    Orders = OrderSelection.With(status.Orders, WithRefusal(report)),
                }
            );
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Information,
        "Order of {Cleanup}, run {RunId}, was withdrawn; everything done so far is in the journal."
    )]
    private partial void LogWithdrawn(string cleanup, string runId);

    [LoggerMessage(
        3,
        LogLevel.Error,
        "Order of {Cleanup}, run {RunId}, was not finished by its deadline {Deadline}; it is not carried out any more."
    )]
    private partial void LogOverdue(string cleanup, string runId, DateTimeOffset? deadline);

    [LoggerMessage(2, LogLevel.Error, "Order of {Cleanup}, run {RunId}, was stopped because it cannot be reported.")]
    private partial void LogStopped(string cleanup, string runId);
}
