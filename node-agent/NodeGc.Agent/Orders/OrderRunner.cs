using Microsoft.Extensions.Logging;
using NodeGc.Agent.Policies;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.StoredPlans;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Orders;

/// <summary>Carries out one order on all stores of the node, from its first scan to its report. Every step can be
/// repeated: an interrupted run starts again.</summary>
internal sealed partial class OrderRunner(
    NodeStores stores,
    PlanStore plans,
    TimeProvider time,
    ILogger<OrderRunner> logger
) : IOrderRunner
{
    private static readonly Func<ILogger, string, string, IDisposable?> Run = LoggerMessage.DefineScope<string, string>(
        "{Cleanup} {RunId}"
    );

    /// <inheritdoc/>
    public async Task RunAsync(CleanupOrder order, OrderCallbacks callbacks, CancellationToken cancellationToken)
    {
        using var scope = Run(logger, order.Cleanup, order.RunId);
        var started = OrderReports.Started(order, time.GetUtcNow());
        if (OrderCheck.FindProblem(order) is { } problem)
        {
            callbacks.Report(started.Refused(problem, time.GetUtcNow()));
            LogRefused(problem);
            return;
        }

        callbacks.Report(started);
        var own = callbacks with { Report = one => callbacks.Report(one.OnlyOwnPins(order)) };
        try
        {
            var ended =
                order.Mode == CleanupMode.Approve
                    ? await ApproveAsync(order, started, own, cancellationToken)
                    : await CarryOutAsync(order, own, started, cancellationToken);
            LogEnded(ended.Phase, ended.Message);
        }
        catch (Exception absence) when (Failures.IsNoStore(absence))
        {
            callbacks.Report(started.Ended(OrderPhase.Skipped, absence.Message, time.GetUtcNow()));
            LogEnded(OrderPhase.Skipped, absence.Message);
        }
        catch (Exception failure) when (Failures.Describe(failure) is { } described)
        {
            callbacks.Report(started.Ended(OrderPhase.Failed, described.Message, time.GetUtcNow()));
            LogFailed(failure);
        }
    }

    private async Task<OrderReport> ApproveAsync(
        CleanupOrder order,
        OrderReport started,
        OrderCallbacks callbacks,
        CancellationToken cancellationToken
    )
    {
        var ended = order.ApprovedPlan is null
            ? await new UnapprovedOrder(stores, plans, time).PlanAsync(
                order,
                started,
                callbacks.Report,
                cancellationToken
            )
            : await new ApprovedOrder(stores, plans, time).RunAsync(order, started, callbacks, cancellationToken);
        callbacks.Report(ended);
        return ended;
    }

    /// <summary>All stores are scanned in parallel, since most of that is waiting, and swept one after another, since
    /// they share limits and a disk.</summary>
    private async Task<OrderReport> CarryOutAsync(
        CleanupOrder order,
        OrderCallbacks callbacks,
        OrderReport started,
        CancellationToken cancellationToken
    )
    {
        var parts = new MergedOrderReport(started, callbacks.Report);
        var policy = PolicyConverter.Order(order);
        var all = stores
            .List()
            .Select(scanner =>
                (scanner.Name, Order: new StoreOrder(scanner, order, started, stores.Options.IsReadOnly, time))
            )
            .ToList();
        foreach (var (name, _) in all)
            parts.Put(name, started);
        var scans = await Task.WhenAll(
            all.Select(store => store.Order.ScanAsync(policy, part => parts.Put(store.Name, part), cancellationToken))
        );
        var left = policy;
        foreach (var ((name, store), scan) in all.Zip(scans))
        {
            if (scan is null)
                continue;
            var plan = store.Plan(scan, left);
            parts.Put(
                name,
                await store.CarryOutAsync(
                    scan,
                    plan,
                    left,
                    callbacks with
                    {
                        Report = part => parts.Put(name, part),
                    },
                    cancellationToken
                )
            );
            left = left with { Limits = left.Limits.Without(plan.Reclaimable, plan.Items.Length) };
        }
        return parts.Whole;
    }

    [LoggerMessage(1, LogLevel.Information, "Order ended: {Phase}: {Message}")]
    private partial void LogEnded(OrderPhase phase, string? message);

    [LoggerMessage(3, LogLevel.Error, "Order rejected, nothing was removed: {Why}")]
    private partial void LogRefused(string why);

    [LoggerMessage(2, LogLevel.Error, "Order failed.")]
    private partial void LogFailed(Exception failure);
}
