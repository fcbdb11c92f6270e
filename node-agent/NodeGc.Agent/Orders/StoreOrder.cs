using NodeGc.Agent.Policies;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.Sweeps;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Orders;

/// <summary>One order on one store: looks until what is garbage is confirmed, plans, and, where the order says so, sweeps.</summary>
internal sealed class StoreOrder(NodeScanner scanner, CleanupOrder order, OrderReport started, bool isReadOnly, TimeProvider time)
{
    /// <summary>The last look; its plan counts with no limits spent by other stores.</summary>
    /// <param name="policy">What may go.</param>
    /// <param name="report">Told of the first look at once: whoever waits for the second one sees what it is about.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public async Task<Scan> LookAsync(CleanupPolicy policy, Action<OrderReport> report, CancellationToken cancellationToken)
    {
        var isFirst = true;
        var (scan, _) = await new ConfirmedLook(scanner, time).LookAsync(policy, (scan, plan, next) =>
        {
            if (isFirst) report(started.WithPlan(plan, scan) with { Message = $"the next look is at {Collector.Instant.Format(next)}" });
            isFirst = false;
        }, cancellationToken);
        return scan;
    }

    /// <summary>Carries out the order as of <paramref name="scan"/>.</summary>
    public async Task<OrderReport> CarryOutAsync(Scan scan, SweepPlan plan, CleanupPolicy policy, Action<OrderReport> report, CancellationToken cancellationToken)
    {
        var planned = started.WithPlan(plan, scan);
        if (NothingCanBeJudged(scan) is { } doubt) return planned.Ended(OrderPhase.Skipped, doubt, time.GetUtcNow());
        if (ClassModes.OnlyReports(order)) return planned.Ended(OrderPhase.Succeeded, Summary(plan), time.GetUtcNow());
        if (isReadOnly) return planned.Ended(OrderPhase.Skipped, "the agent is read-only: it reports and never removes", time.GetUtcNow());
        if (plan.Items.IsEmpty) return planned.Ended(OrderPhase.Succeeded, Summary(plan), time.GetUtcNow());

        report(planned with { Phase = OrderPhase.Sweeping, Message = Summary(plan) });
        var sweep = await new NodeSweeper(scanner, time).SweepAsync(plan, policy, order.RunId, cancellationToken);
        return planned.WithSweep(sweep, time.GetUtcNow());
    }

    /// <summary>What <paramref name="plan"/> makes of the order where it waits for an approval.</summary>
    public OrderReport PlannedAs(Scan scan, SweepPlan plan)
    {
        var planned = started.WithPlan(plan, scan);
        if (NothingCanBeJudged(scan) is { } doubt) return planned.Ended(OrderPhase.Skipped, doubt, time.GetUtcNow());
        if (isReadOnly) return planned.Ended(OrderPhase.Skipped, "the agent is read-only: it reports and never removes", time.GetUtcNow());
        return plan.Items.IsEmpty
            ? planned.Ended(OrderPhase.Succeeded, Summary(plan), time.GetUtcNow())
            : planned with { Phase = OrderPhase.Planned, Message = Summary(plan) };
    }

    private static string? NothingCanBeJudged(Scan scan) =>
        scan.Inventory.Doubts.FirstOrDefault(doubt => doubt.Scope == DoubtScope.Everything) is { } doubt
            ? $"nothing can be judged: {doubt.Subject}: {doubt.Message}" : null;

    private static string Summary(SweepPlan plan) =>
        $"{plan.Items.Length} to go ({plan.Reclaimable}), {plan.Held.Length} held, {plan.LiveCount} alive";
}
