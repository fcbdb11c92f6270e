using Microsoft.Extensions.Logging;
using NodeGc.Agent.Plans;
using NodeGc.Agent.Policies;
using NodeGc.Agent.Scanning;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Orders;

/// <summary>Carries out one order on all stores of the node, from its first look to its report. Every step may be
/// repeated: a run that was cut short begins again.</summary>
internal sealed partial class OrderRunner(
    NodeStores stores,
    PlanShelf shelf,
    TimeProvider time,
    ILogger<OrderRunner> logger
)
{
    private static readonly Func<ILogger, string, string, IDisposable?> Run = LoggerMessage.DefineScope<string, string>(
        "{Cleanup} {RunId}"
    );

    /// <summary>Carries out <paramref name="order"/>; what is learned on the way goes to <paramref
    /// name="audience"/>.</summary>
    /// <exception cref="OperationCanceledException">The order was withdrawn or the agent ends; the last report
    /// stands.</exception>
    public async Task RunAsync(CleanupOrder order, OrderAudience audience, CancellationToken cancellationToken)
    {
        using var scope = Run(logger, order.Cleanup, order.RunId);
        var started = OrderReports.Started(order, time.GetUtcNow());
        if (OrderCheck.FindProblem(order) is { } problem)
        {
            audience.Report(started.Refused(problem, time.GetUtcNow()));
            LogRefused(problem);
            return;
        }

        audience.Report(started);
        var own = audience with { Report = one => audience.Report(one.OnlyOwnPins(order)) };
        try
        {
            var ended =
                order.Mode == CleanupMode.Approve
                    ? await ApproveAsync(order, started, own, cancellationToken)
                    : await CarryOutAsync(order, own, started, cancellationToken);
            LogEnded(ended.Phase, ended.Message);
        }
        catch (Exception failure) when (Failures.Describe(failure) is { } described)
        {
            audience.Report(started.Ended(OrderPhase.Failed, described.Message, time.GetUtcNow()));
            LogFailed(failure);
        }
    }

    private async Task<OrderReport> ApproveAsync(
        CleanupOrder order,
        OrderReport started,
        OrderAudience audience,
        CancellationToken cancellationToken
    )
    {
        var ended = order.ApprovedPlan is null
            ? await new ApprovalOrder(stores, shelf, time).PlanAsync(order, started, audience.Report, cancellationToken)
            : await new ApprovedOrder(stores, shelf, time).CarryOutAsync(order, started, audience, cancellationToken);
        audience.Report(ended);
        return ended;
    }

    /// <summary>All stores are looked at side by side, since most of that is waiting, and swept one after the other,
    /// since they share a limit and a disk.</summary>
    private async Task<OrderReport> CarryOutAsync(
        CleanupOrder order,
        OrderAudience audience,
        OrderReport started,
        CancellationToken cancellationToken
    )
    {
        var parts = new OrderParts(started, audience.Report);
        var policy = PolicyOf.Order(order);
        var all = stores
            .List()
            .Select(scanner =>
                (scanner.Name, Order: new StoreOrder(scanner, order, started, stores.Options.IsReadOnly, time))
            )
            .ToList();
        foreach (var (name, _) in all)
            parts.Put(name, started);
        var scans = await Task.WhenAll(
            all.Select(store => store.Order.LookAsync(policy, part => parts.Put(store.Name, part), cancellationToken))
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
                    audience with
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

    [LoggerMessage(1, LogLevel.Information, "The order ended as {Phase}: {Message}")]
    private partial void LogEnded(OrderPhase phase, string? message);

    [LoggerMessage(3, LogLevel.Error, "The order was refused, and nothing was done: {Why}")]
    private partial void LogRefused(string why);

    [LoggerMessage(2, LogLevel.Error, "The order failed.")]
    private partial void LogFailed(Exception failure);
}
