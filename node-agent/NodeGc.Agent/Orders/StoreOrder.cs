using NodeGc.Agent.Policies;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.Sweeps;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Host.Linux;

namespace NodeGc.Agent.Orders;

/// <summary>One order on one store: scans until garbage is confirmed, plans, and, if the order says so,
/// sweeps.</summary>
internal sealed class StoreOrder(
    NodeScanner scanner,
    CleanupOrder order,
    OrderReport started,
    bool isReadOnly,
    TimeProvider time
)
{
    private ThresholdResult entry = ThresholdResult.Always;

    /// <summary>The report of a store below the thresholds of the order; null if the order continues.</summary>
    public OrderReport? Skipped =>
        entry.SkipReason is { } because ? Started.Ended(OrderPhase.Skipped, because, time.GetUtcNow()) : null;

    private OrderReport Started => started.WithStart(entry);

    private bool Removes => order.Mode != CleanupMode.Approve && !ClassModes.OnlyReports(order) && !isReadOnly;

    /// <summary>The last scan; null if the store is skipped, see <see cref="Skipped"/>.</summary>
    /// <param name="policy">The policy of the order.</param>
    /// <param name="report">Called after the first scan at once, to show what waits for the second
    /// one.</param>
    /// <param name="cancellationToken">Cancels the scans.</param>
    public async Task<Scan?> ScanAsync(
        CleanupPolicy policy,
        Action<OrderReport> report,
        CancellationToken cancellationToken
    )
    {
        entry = await new ThresholdCheck(scanner, time).EvaluateAsync(policy, Removes, cancellationToken);
        if (Skipped is { } skipped)
        {
            report(skipped);
            return null;
        }

        var isFirst = true;
        var (scan, _) = await new ConfirmationLoop(scanner, time).RunAsync(
            entry.ApplyTo(policy),
            (scan, plan, next) =>
            {
                if (isFirst)
                    report(
                        Started.WithPlan(plan, scan) with
                        {
                            Message = $"next scan at {Collector.Instant.Format(next)}",
                        }
                    );
                isFirst = false;
            },
            cancellationToken
        );
        return scan;
    }

    /// <summary>The plan as of <paramref name="scan"/>, within the limits left by other stores.</summary>
    public SweepPlan Plan(Scan scan, CleanupPolicy left)
    {
        var begun = time.GetTimestamp();
        var plan = scan.Plan(entry.ApplyTo(left));
        scanner.Metrics?.Planned(time.GetElapsedTime(begun));
        return plan;
    }

    /// <summary>Carries out the order as of <paramref name="scan"/>.</summary>
    public async Task<OrderReport> CarryOutAsync(
        Scan scan,
        SweepPlan plan,
        CleanupPolicy policy,
        OrderCallbacks callbacks,
        CancellationToken cancellationToken
    )
    {
        var planned = Started.WithPlan(plan, scan);
        if (FindBlockingDoubt(scan) is { } doubt)
            return planned.Ended(OrderPhase.Skipped, doubt, time.GetUtcNow());
        if (ClassModes.OnlyReports(order))
            return planned
                .Ended(OrderPhase.Succeeded, Summary(plan), time.GetUtcNow())
                .WouldStop(entry, plan, scan.Usage.Fullness);
        if (isReadOnly)
            return planned.Ended(
                OrderPhase.Skipped,
                "the agent is read-only: it reports but never removes",
                time.GetUtcNow()
            );
        if (plan.Items.IsEmpty)
            return planned
                .Ended(OrderPhase.Succeeded, Summary(plan), time.GetUtcNow())
                .Stopped(entry, endedEarly: null, scan.Usage.Fullness);

        callbacks.Report(planned with { Phase = OrderPhase.Sweeping, Message = Summary(plan) });
        if (await callbacks.FindObstacleAsync(cancellationToken) is not null)
            return planned.Ended(OrderPhase.Failed, "nothing was removed", time.GetUtcNow());
        var sweep = await new NodeSweeper(scanner, time).SweepAsync(
            plan,
            entry.ApplyTo(policy),
            order.RunId,
            cancellationToken
        );
        return planned
            .WithSweep(sweep, time.GetUtcNow())
            .Stopped(entry, sweep.StopReason, FileSystemUsage.Read(plan.Store.DataRoot).Fullness);
    }

    /// <summary>The report of an order whose <paramref name="plan"/> waits for approval.</summary>
    public OrderReport PlannedAs(Scan scan, SweepPlan plan)
    {
        var planned = Started.WithPlan(plan, scan);
        if (FindBlockingDoubt(scan) is { } doubt)
            return planned.Ended(OrderPhase.Skipped, doubt, time.GetUtcNow());
        if (isReadOnly)
            return planned.Ended(
                OrderPhase.Skipped,
                "the agent is read-only: it reports but never removes",
                time.GetUtcNow()
            );
        return (
            plan.Items.IsEmpty
                ? planned.Ended(OrderPhase.Succeeded, Summary(plan), time.GetUtcNow())
                : planned with
                {
                    Phase = OrderPhase.Planned,
                    Message = Summary(plan),
                }
        ).WouldStop(entry, plan, scan.Usage.Fullness);
    }

    private static string? FindBlockingDoubt(Scan scan) =>
        scan.Inventory.Doubts.FirstOrDefault(doubt => doubt.Scope == DoubtScope.Everything) is { } doubt
            ? $"nothing can be assessed: {doubt.Subject}: {doubt.Message}"
            : null;

    private static string Summary(SweepPlan plan) =>
        $"{plan.Items.Length} to remove ({plan.Reclaimable}), {plan.Held.Length} held, {plan.LiveCount} in use"
        + (
            plan.AwaitingEngineStop.IsEmpty
                ? ""
                : $", of which {plan.AwaitingEngineStop.Length} held until the Docker daemon is stopped"
        );
}
