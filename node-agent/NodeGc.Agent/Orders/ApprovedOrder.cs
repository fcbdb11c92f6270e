using NodeGc.Agent.Scanning;
using NodeGc.Agent.StoredPlans;
using NodeGc.Agent.Sweeps;
using NodeGc.Api.Nodes;
using NodeGc.Api.Rules;
using NodeGc.Collector;

namespace NodeGc.Agent.Orders;

/// <summary>An order in mode Approve whose plan was approved: applies exactly the stored plan, or nothing.</summary>
internal sealed class ApprovedOrder(NodeStores stores, PlanStore plans, TimeProvider time)
{
    private const string NewPlanHint = "nothing was removed; change the cleanup's spec to get a new plan";

    /// <summary>Applies the plan. It is deleted at the end, so that it is never applied twice; an interrupted run finds
    /// it again.</summary>
    public async Task<OrderReport> RunAsync(
        CleanupOrder order,
        OrderReport started,
        OrderCallbacks callbacks,
        CancellationToken cancellationToken
    )
    {
        StoredPlan? kept = null;
        var obstacle = TryFind(order, ref kept) ?? FindObstacle(order, kept);
        if (obstacle is not null)
            return Refused(order, started, obstacle);
        if (stores.Options.IsReadOnly)
            return started.Ended(
                OrderPhase.Skipped,
                "the agent is read-only: it reports but never removes",
                time.GetUtcNow()
            );

        started = started.WithStoredPlan(kept!) with { Phase = OrderPhase.Sweeping, Message = "the plan was approved" };
        var parts = new MergedOrderReport(started, whole => callbacks.Report(whole.WithDigestOf(kept!)));
        foreach (var store in kept!.Stores)
            parts.Put(store.DataRoot, started);
        // The plan is kept: it was not applied, and can be once the status can be reported.
        if (await callbacks.FindObstacleAsync(cancellationToken) is not null)
            return started.Ended(OrderPhase.Failed, "nothing was removed", time.GetUtcNow());
        foreach (var store in kept.Stores)
            parts.Put(store.DataRoot, await SweepAsync(order, kept, store, started, cancellationToken));
        plans.Delete(order.RunId);
        return parts.Whole.WithDigestOf(kept);
    }

    private OrderReport Refused(CleanupOrder order, OrderReport started, string obstacle)
    {
        plans.Delete(order.RunId);
        return started.Ended(OrderPhase.Failed, $"{obstacle}; {NewPlanHint}", time.GetUtcNow());
    }

    private string? TryFind(CleanupOrder order, ref StoredPlan? kept)
    {
        try
        {
            if (CleanupSpecRules.Check(order) is { IsEmpty: false } problems)
                return $"invalid order: {string.Join("; ", problems)}";
            kept = plans.Find(order.RunId);
            return null;
        }
        catch (AgentException damage)
        {
            return damage.Message;
        }
    }

    private string? FindObstacle(CleanupOrder order, StoredPlan? kept) =>
        kept switch
        {
            null => $"{order.ApprovedPlan} was approved, but this node has no stored plan of run {order.RunId}: "
                + "it was already applied, or the agent's state directory was lost",
            _ when kept.Digest != order.ApprovedPlan =>
                $"{order.ApprovedPlan} was approved, but the plan on this node is {kept.Digest}",
            _ when kept.ExpiresAt <= time.GetUtcNow() =>
                $"the plan was approved after it expired at {Instant.Format(kept.ExpiresAt)}",
            _ when !kept.Policy.IsSame(PolicySpec.From(order)) =>
                "the policy of the order differs from that of the plan",
            _ => null,
        };

    private async Task<OrderReport> SweepAsync(
        CleanupOrder order,
        StoredPlan kept,
        StoredPlanStore store,
        OrderReport started,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var scanner = stores.List().FirstOrDefault(scanner => scanner.Locate().DataRoot == store.DataRoot)
                ?? throw new AgentException(
                    $"The plan was made for {store.DataRoot}, which is not a data root of this node."
                );
            var policy = kept.Policy.ToPolicy();
            var check = await StoredPlanCheck.RunAsync(scanner, store, policy, cancellationToken);
            var sweep = await new StoredPlanSweeper(scanner, time).SweepAsync(
                check,
                policy,
                order.RunId,
                cancellationToken
            );
            return started.WithPlan(check.Whole, check.Scan).WithSweep(sweep, time.GetUtcNow());
        }
        catch (Exception failure) when (Failures.Describe(failure) is { } described)
        {
            return started.Ended(OrderPhase.Failed, described.Message, time.GetUtcNow());
        }
    }
}
