using NodeGc.Agent.Plans;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.Sweeps;
using NodeGc.Api.Nodes;
using NodeGc.Api.Rules;
using NodeGc.Collector;

namespace NodeGc.Agent.Orders;

/// <summary>An order in mode Approve whose plan was approved: carries out exactly the kept plan, or nothing.</summary>
internal sealed class ApprovedOrder(NodeStores stores, PlanShelf shelf, TimeProvider time)
{
    private const string PlanAnew = "nothing was done; change the cleanup's spec to have it planned anew";

    /// <summary>What became of the plan. It is dropped at the end, so that it never goes a second time; a run that was
    /// cut short finds it again.</summary>
    public async Task<OrderReport> CarryOutAsync(
        CleanupOrder order,
        OrderReport started,
        OrderAudience audience,
        CancellationToken cancellationToken
    )
    {
        KeptPlan? kept = null;
        var obstacle = TryFind(order, ref kept) ?? FindObstacle(order, kept);
        if (obstacle is not null)
            return Refused(order, started, obstacle);
        if (stores.Options.IsReadOnly)
            return started.Ended(
                OrderPhase.Skipped,
                "the agent is read-only: it reports and never removes",
                time.GetUtcNow()
            );

        started = started.WithKept(kept!) with { Phase = OrderPhase.Sweeping, Message = "the plan was approved" };
        var parts = new OrderParts(started, whole => audience.Report(whole.WithSeal(kept!)));
        foreach (var store in kept!.Stores)
            parts.Put(store.DataRoot, started);
        // The plan stays: it was not carried out, and may be once it can be reported.
        if (await audience.FindObstacleAsync(cancellationToken) is not null)
            return started.Ended(OrderPhase.Failed, "nothing was removed", time.GetUtcNow());
        foreach (var store in kept.Stores)
            parts.Put(store.DataRoot, await SweepAsync(order, kept, store, started, cancellationToken));
        shelf.Drop(order.RunId);
        return parts.Whole.WithSeal(kept);
    }

    private OrderReport Refused(CleanupOrder order, OrderReport started, string obstacle)
    {
        shelf.Drop(order.RunId);
        return started.Ended(OrderPhase.Failed, $"{obstacle}; {PlanAnew}", time.GetUtcNow());
    }

    private string? TryFind(CleanupOrder order, ref KeptPlan? kept)
    {
        try
        {
            if (CleanupSpecRules.Check(order) is { IsEmpty: false } problems)
                return $"the order is refused: {string.Join("; ", problems)}";
            kept = shelf.Find(order.RunId);
            return null;
        }
        catch (AgentException damage)
        {
            return damage.Message;
        }
    }

    private string? FindObstacle(CleanupOrder order, KeptPlan? kept) =>
        kept switch
        {
            null =>
                $"{order.ApprovedPlan} was approved, and no plan of run {order.RunId} is kept on this node: it was carried out, or the agent's state directory was lost",
            _ when kept.Digest != order.ApprovedPlan =>
                $"{order.ApprovedPlan} was approved, and the plan on this node is {kept.Digest}",
            _ when kept.ExpiresAt <= time.GetUtcNow() =>
                $"the plan was approved after it had expired at {Instant.Format(kept.ExpiresAt)}",
            _ when !kept.Policy.IsSame(KeptPolicy.Of(order)) =>
                "the order's policy is another one than that of the plan",
            _ => null,
        };

    private async Task<OrderReport> SweepAsync(
        CleanupOrder order,
        KeptPlan kept,
        KeptStore store,
        OrderReport started,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var scanner = stores.List().FirstOrDefault(scanner => scanner.Locate().DataRoot == store.DataRoot)
                ?? throw new AgentException(
                    $"The plan was made for {store.DataRoot}, which is no data root of this node now."
                );
            var policy = kept.Policy.ToPolicy();
            var look = await KeptLook.TakeAsync(scanner, store, policy, cancellationToken);
            var sweep = await new KeptSweeper(scanner, time).SweepAsync(look, policy, order.RunId, cancellationToken);
            return started.WithPlan(look.Whole, look.Scan).WithSweep(sweep, time.GetUtcNow());
        }
        catch (Exception failure) when (Failures.Describe(failure) is { } described)
        {
            return started.Ended(OrderPhase.Failed, described.Message, time.GetUtcNow());
        }
    }
}
