using NodeGc.Agent.Plans;
using NodeGc.Agent.Policies;
using NodeGc.Agent.Scanning;
using NodeGc.Api.Nodes;
using NodeGc.Collector;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Orders;

/// <summary>An order in mode Approve that nobody approved yet: looks, plans, keeps the plan, and leaves it until its
/// time is over. It is given nothing able to delete.</summary>
internal sealed class ApprovalOrder(NodeStores stores, PlanShelf shelf, TimeProvider time)
{
    /// <summary>The report of the plan that now waits, or of why there is none. Every step may be repeated.</summary>
    public async Task<OrderReport> PlanAsync(
        CleanupOrder order,
        OrderReport started,
        Action<OrderReport> report,
        CancellationToken cancellationToken
    )
    {
        var policy = PolicyOf.Order(order);
        if (FindKept(order) is { } kept)
            return kept.ExpiresAt > time.GetUtcNow() ? started.WithKept(kept) : Expire(order, started, kept);

        var parts = new OrderParts(started, report);
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
        return Plan(order, started, policy, [.. all.Zip(scans, (store, scan) => (store.Name, store.Order, scan))]);
    }

    /// <summary>The plans of all stores as one. Nothing is told of them before they are kept and sealed: what was told
    /// could be approved.</summary>
    private OrderReport Plan(
        CleanupOrder order,
        OrderReport started,
        CleanupPolicy policy,
        IReadOnlyList<(string Name, StoreOrder Order, Scan? Scan)> stores
    )
    {
        var parts = new OrderParts(started, _ => { });
        var plans = new List<SweepPlan>();
        foreach (var (name, store, scan) in stores)
        {
            if (scan is null)
            {
                parts.Put(name, store.Closed!);
                continue;
            }

            var plan = store.Plan(scan, policy);
            var planned = store.PlannedAs(scan, plan);
            parts.Put(name, planned);
            if (planned.Phase == OrderPhase.Planned)
                plans.Add(plan);
            policy = policy with { Limits = policy.Limits.Without(plan.Reclaimable, plan.Items.Length) };
        }
        return parts.Whole.Phase == OrderPhase.Planned ? Keep(order, parts.Whole, plans) : parts.Whole;
    }

    private OrderReport Keep(CleanupOrder order, OrderReport planned, List<SweepPlan> plans)
    {
        var kept = KeptPlan.Of(order.RunId, KeptPolicy.Of(order), plans, time.GetUtcNow(), stores.Options.PlanLifetime);
        shelf.Keep(order.RunId, kept);
        return planned.WithSeal(kept) with
        {
            Message = $"{planned.Message}; waits until {Instant.Format(kept.ExpiresAt)} for an approval",
        };
    }

    /// <summary>What cannot be read any more is planned anew: nobody has approved it.</summary>
    private KeptPlan? FindKept(CleanupOrder order)
    {
        try
        {
            return shelf.Find(order.RunId);
        }
        catch (AgentException)
        {
            return null;
        }
    }

    private OrderReport Expire(CleanupOrder order, OrderReport started, KeptPlan kept)
    {
        shelf.Drop(order.RunId);
        return started
            .WithKept(kept)
            .Ended(
                OrderPhase.Skipped,
                $"the plan expired at {Instant.Format(kept.ExpiresAt)} without an approval; change the cleanup's spec to have it planned anew",
                time.GetUtcNow()
            );
    }
}
