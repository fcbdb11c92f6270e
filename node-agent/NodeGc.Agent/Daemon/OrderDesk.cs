using Microsoft.Extensions.Logging;
using NodeGc.Agent.Orders;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>Takes up the orders of the node's spec, one at a time, and drops one that is withdrawn.</summary>
internal sealed partial class OrderDesk(
    OrderRunner runner, StatusBoard board, ConfirmationDesk confirmations, TimeProvider time,
        ILogger<OrderDesk> logger) : IDisposable
{
    /// <summary>A plan that waits expires without news.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim news = new(0, 1);
    private NodeStorage? latest;
    private CleanupOrder? current;
    private CancellationTokenSource? withdrawal;

    /// <summary>Takes note of the node's object as it is now.</summary>
    public void Take(NodeStorage storage)
    {
        confirmations.Take(storage);
        board.Update(status => status with
        {
            ObservedGeneration = storage.Metadata.Generation,
            Orders = OrderBook.Current(storage.Spec, status.Orders),
        });
        if (storage.Status is null) board.Announce();
        lock (gate)
        {
            latest = storage;
            if (current is not null && !OrderBook.Wants(storage.Spec, current)) withdrawal?.Cancel();
            if (news.CurrentCount == 0) news.Release();
        }
    }

    /// <summary>Carries out orders until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (FindNext() is { } order) await CarryOutAsync(order, cancellationToken);
            else await news.WaitAsync(AtMost, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => news.Dispose();

    private CleanupOrder? FindNext()
    {
        lock (gate) return OrderBook.FindNext(latest?.Spec, board.Current, time.GetUtcNow());
    }

    private async Task CarryOutAsync(CleanupOrder order, CancellationToken cancellationToken)
    {
        using var withdrawn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Begin(order, withdrawn);
        try
        {
            await runner.RunAsync(order, report => Put(order, report), withdrawn.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogWithdrawn(order.Cleanup, order.RunId);
        }
        finally
        {
            Begin(null, null);
        }
    }

    private void Begin(CleanupOrder? order, CancellationTokenSource? source)
    {
        lock (gate)
        {
            (current, withdrawal) = (order, source);
            if (order is not null && !OrderBook.Wants(latest?.Spec, order)) source!.Cancel();
        }
    }

    /// <summary>A report of an order that is no longer wanted is not put back on the board.</summary>
    private void Put(CleanupOrder order, OrderReport report)
    {
        lock (gate)
        {
            if (!OrderBook.Wants(latest?.Spec, order)) return;
        }

        board.Update(status => status with { Orders = OrderBook.With(status.Orders, report) });
    }

    [LoggerMessage(1, LogLevel.Information, "The order of {Cleanup}, run {RunId}, was withdrawn; what it had begun is in the journal.")]
    private partial void LogWithdrawn(string cleanup, string runId);
}
