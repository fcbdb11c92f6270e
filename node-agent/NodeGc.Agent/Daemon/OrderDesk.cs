using Microsoft.Extensions.Logging;
using NodeGc.Agent.Orders;
using NodeGc.Agent.Telemetry;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>Takes up the orders of the node's spec, one at a time, and drops one that is withdrawn or cannot be
/// reported.</summary>
internal sealed partial class OrderDesk : IDisposable
{
    /// <summary>A plan that waits expires without news.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(10);

    private readonly OrderRunner runner;
    private readonly NodeFigures figures;
    private readonly StatusBoard board;
    private readonly StatusReception reception;
    private readonly ConfirmationDesk confirmations;
    private readonly AgentMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger<OrderDesk> logger;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim news = new(0, 1);
    private NodeStorage? latest;
    private CleanupOrder? current;
    private CancellationTokenSource? withdrawal;

    /// <summary>Why the server refused to hear of the current order; null while it did not.</summary>
    private string? refusal;

    public OrderDesk(
        OrderRunner runner,
        NodeFigures figures,
        StatusBoard board,
        StatusReception reception,
        ConfirmationDesk confirmations,
        AgentMetrics metrics,
        TimeProvider time,
        ILogger<OrderDesk> logger
    )
    {
        (this.runner, this.figures, this.board) = (runner, figures, board);
        (this.reception, this.confirmations, this.metrics) = (reception, confirmations, metrics);
        (this.time, this.logger) = (time, logger);
        reception.Refused = Stop;
    }

    /// <summary>Takes note of the node's object as it is now; with null, that there is none, and so no order.</summary>
    public void Take(NodeStorage? storage)
    {
        if (storage is not null)
            confirmations.Take(storage);
        lock (gate)
        {
            board.Update(status => Noted(status, storage));
            if (storage is not null && storage.Metadata.Uid != latest?.Metadata.Uid)
                board.Lose();
            latest = storage;
            if (current is not null && !OrderBook.Wants(storage?.Spec, current))
                withdrawal?.Cancel();
            if (news.CurrentCount == 0)
                news.Release();
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
                await news.WaitAsync(AtMost, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => news.Dispose();

    /// <summary>The status as it was where the object says nothing new.</summary>
    private static NodeStorageStatus Noted(NodeStorageStatus status, NodeStorage? storage)
    {
        var wanted = OrderBook.Current(storage?.Spec, status.Orders);
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
            return OrderBook.FindNext(latest?.Spec, board.Current, time.GetUtcNow());
    }

    private async Task CarryOutAsync(CleanupOrder order, CancellationToken cancellationToken)
    {
        using var withdrawn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Begin(order, withdrawn);
        try
        {
            var audience = new OrderAudience(report => Put(order, report)) { FindObstacleAsync = ConfirmAsync };
            await runner.RunAsync(order, audience, withdrawn.Token);
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

    /// <summary>The order was withdrawn, or its run was stopped since it cannot be reported.</summary>
    private void EndEarly(CleanupOrder order)
    {
        if (refusal is null)
        {
            LogWithdrawn(order.Cleanup, order.RunId);
            metrics.RunWithdrawn();
            return;
        }

        Put(order, Stopped(order));
        Count(order);
    }

    /// <summary>What waits for an approval has not ended.</summary>
    private void Count(CleanupOrder order)
    {
        var report = board.Current.Orders.FirstOrDefault(one => OrderBook.IsAbout(one, order));
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
            if (order is not null && !OrderBook.Wants(latest?.Spec, order))
                source!.Cancel();
        }
    }

    /// <summary>What cannot be reported is not carried out.</summary>
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
        refusal = await reception.ConfirmAsync(cancellationToken);

    /// <summary>A run that was ended by a refusal says so once it can, and counts as failed.</summary>
    private OrderReport Marked(OrderReport report) =>
        refusal is not { } cause || report.CompletionTime is null
            ? report
            : report with
            {
                Phase = OrderPhase.Failed,
                Message =
                    "the API server refused this node's status, and what cannot be reported is not carried out: "
                    + $"{cause}; {report.Message}",
            };

    /// <summary>A report of an order that is no longer wanted is not put back on the board, not even of one that is
    /// withdrawn at this moment. What a run has changed is reported with its end.</summary>
    private void Put(CleanupOrder order, OrderReport report)
    {
        var update = report.CompletionTime is null ? null : figures.Read();
        lock (gate)
        {
            if (!OrderBook.Wants(latest?.Spec, order))
                return;
            board.Update(status =>
                (update?.Invoke(status) ?? status) with
                {
                    Orders = OrderBook.With(status.Orders, Marked(report)),
                }
            );
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Information,
        "The order of {Cleanup}, run {RunId}, was withdrawn; what it had begun is in the journal."
    )]
    private partial void LogWithdrawn(string cleanup, string runId);

    [LoggerMessage(2, LogLevel.Error, "The order of {Cleanup}, run {RunId}, is ended, since it cannot be reported.")]
    private partial void LogStopped(string cleanup, string runId);
}
