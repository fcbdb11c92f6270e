using NodeGc.Agent.Policies;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.Sweeps;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Linux;

namespace NodeGc.Agent.Orders;

/// <summary>One order on one store: looks until what is garbage is confirmed, plans, and, where the order says so,
/// sweeps.</summary>
internal sealed class StoreOrder(
    NodeScanner scanner,
    CleanupOrder order,
    OrderReport started,
    bool isReadOnly,
    TimeProvider time
)
{
    private PressureEntry entry = PressureEntry.Always;

    /// <summary>The report of a store that is not full enough for the order, or is not any more; null where it may go
    /// on.</summary>
    public OrderReport? Closed =>
        entry.ClosedBecause is { } because ? Started.Ended(OrderPhase.Skipped, because, time.GetUtcNow()) : null;

    private OrderReport Started => started.WithStart(entry);

    private bool Removes => order.Mode != CleanupMode.Approve && !ClassModes.OnlyReports(order) && !isReadOnly;

    /// <summary>The last look; its plan counts with no limits spent by other stores. Null where the store is not full
    /// enough: see <see cref="Closed"/>.</summary>
    /// <param name="policy">What may go.</param>
    /// <param name="report">Told of the first look at once: whoever waits for the second one sees what it is
    /// about.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public async Task<Scan?> LookAsync(
        CleanupPolicy policy,
        Action<OrderReport> report,
        CancellationToken cancellationToken
    )
    {
        entry = await new PressureGate(scanner, time).EnterAsync(policy, Removes, cancellationToken);
        if (Closed is { } closed)
        {
            report(closed);
            return null;
        }

        var isFirst = true;
        var (scan, _) = await new ConfirmedLook(scanner, time).LookAsync(
            entry.Under(policy),
            (scan, plan, next) =>
            {
                if (isFirst)
                    report(
                        Started.WithPlan(plan, scan) with
                        {
                            Message = $"the next look is at {Collector.Instant.Format(next)}",
                        }
                    );
                isFirst = false;
            },
            cancellationToken
        );
        return scan;
    }

    /// <summary>What goes as of <paramref name="scan"/>, with what other stores left of the limits.</summary>
    public SweepPlan Plan(Scan scan, CleanupPolicy left)
    {
        var begun = time.GetTimestamp();
        var plan = scan.Plan(entry.Under(left));
        scanner.Metrics?.Planned(time.GetElapsedTime(begun));
        return plan;
    }

    /// <summary>Carries out the order as of <paramref name="scan"/>.</summary>
    public async Task<OrderReport> CarryOutAsync(
        Scan scan,
        SweepPlan plan,
        CleanupPolicy policy,
        OrderAudience audience,
        CancellationToken cancellationToken
    )
    {
        var planned = Started.WithPlan(plan, scan);
        if (NothingCanBeJudged(scan) is { } doubt)
            return planned.Ended(OrderPhase.Skipped, doubt, time.GetUtcNow());
        if (ClassModes.OnlyReports(order))
            return planned
                .Ended(OrderPhase.Succeeded, Summary(plan), time.GetUtcNow())
                .WouldStop(entry, plan, scan.Usage.Fullness);
        if (isReadOnly)
            return planned.Ended(
                OrderPhase.Skipped,
                "the agent is read-only: it reports and never removes",
                time.GetUtcNow()
            );
        if (plan.Items.IsEmpty)
            return planned
                .Ended(OrderPhase.Succeeded, Summary(plan), time.GetUtcNow())
                .Stopped(entry, endedEarly: null, scan.Usage.Fullness);

        audience.Report(planned with { Phase = OrderPhase.Sweeping, Message = Summary(plan) });
        if (await audience.FindObstacleAsync(cancellationToken) is not null)
            return planned.Ended(OrderPhase.Failed, "nothing was removed", time.GetUtcNow());
        var sweep = await new NodeSweeper(scanner, time).SweepAsync(
            plan,
            entry.Under(policy),
            order.RunId,
            cancellationToken
        );
        return planned
            .WithSweep(sweep, time.GetUtcNow())
            .Stopped(entry, sweep.StopReason, FileSystemUsage.Read(plan.Store.DataRoot).Fullness);
    }

    /// <summary>What <paramref name="plan"/> makes of the order where it waits for an approval.</summary>
    public OrderReport PlannedAs(Scan scan, SweepPlan plan)
    {
        var planned = Started.WithPlan(plan, scan);
        if (NothingCanBeJudged(scan) is { } doubt)
            return planned.Ended(OrderPhase.Skipped, doubt, time.GetUtcNow());
        if (isReadOnly)
            return planned.Ended(
                OrderPhase.Skipped,
                "the agent is read-only: it reports and never removes",
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

    private static string? NothingCanBeJudged(Scan scan) =>
        scan.Inventory.Doubts.FirstOrDefault(doubt => doubt.Scope == DoubtScope.Everything) is { } doubt
            ? $"nothing can be judged: {doubt.Subject}: {doubt.Message}"
            : null;

    private static string Summary(SweepPlan plan) =>
        $"{plan.Items.Length} to go ({plan.Reclaimable}), {plan.Held.Length} held, {plan.LiveCount} alive{(plan.AwaitingEngineStop.IsEmpty ? "" : $", {plan.AwaitingEngineStop.Length} of them waiting for a stopped daemon")}";
}
