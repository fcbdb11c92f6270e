using NodeGc.Agent.Policies;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.StoredPlans;
using NodeGc.Api.Nodes;
using NodeGc.Collector;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Orders;

/// <summary>An order in mode Approve that is not approved yet: scans, plans, and stores the plan until it expires. It
/// never holds anything able to delete.</summary>
internal sealed class UnapprovedOrder(NodeStores stores, PlanStore storedPlans, TimeProvider time)
{
    /// <summary>The report of the plan that waits for approval, or of why there is none. Every step can be
    /// repeated.</summary>
    public async Task<OrderReport> PlanAsync(
        CleanupOrder order,
        OrderReport started,
        Action<OrderReport> report,
        CancellationToken cancellationToken
    )
    {
        var policy = PolicyConverter.Order(order);
        if (FindStored(order) is { } kept)
            return kept.ExpiresAt > time.GetUtcNow() ? started.WithStoredPlan(kept) : Expire(order, started, kept);

        var parts = new MergedOrderReport(started, report);
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
        return Plan(order, started, policy, [.. all.Zip(scans, (store, scan) => (store.Name, store.Order, scan))]);
    }

    /// <summary>Combines the plans of all stores. Nothing is reported before they are stored and sealed: a reported
    /// plan could be approved.</summary>
    private OrderReport Plan(
        CleanupOrder order,
        OrderReport started,
        CleanupPolicy policy,
        IReadOnlyList<(string Name, StoreOrder Order, Scan? Scan)> stores
    )
    {
        var parts = new MergedOrderReport(started, _ => { });
        var plans = new List<SweepPlan>();
        foreach (var (name, store, scan) in stores)
        {
            if (scan is null)
            {
                parts.Put(name, store.Skipped!);
                continue;
            }

            var plan = store.Plan(scan, policy);
            var planned = store.PlannedAs(scan, plan);
            parts.Put(name, planned);
            if (planned.Phase == OrderPhase.Planned)
                plans.Add(plan);
            policy = policy with { Limits = policy.Limits.Without(plan.Reclaimable, plan.Items.Length) };
        }
        return parts.Whole.Phase == OrderPhase.Planned ? Store(order, parts.Whole, plans) : parts.Whole;
    }

    private OrderReport Store(CleanupOrder order, OrderReport planned, List<SweepPlan> plans)
    {
        var kept = StoredPlan.From(
            order.RunId,
            PolicySpec.From(order),
            plans,
            time.GetUtcNow(),
            stores.Options.PlanLifetime
        );
        storedPlans.Save(order.RunId, kept);
        return planned.WithDigestOf(kept) with
        {
            Message = $"{planned.Message}; waiting for approval until {Instant.Format(kept.ExpiresAt)}",
        };
    }

    /// <summary>An unreadable plan is made again: it cannot have been approved.</summary>
    private StoredPlan? FindStored(CleanupOrder order)
    {
        try
        {
            return storedPlans.Find(order.RunId);
        }
        catch (AgentException)
        {
            return null;
        }
    }

    private OrderReport Expire(CleanupOrder order, OrderReport started, StoredPlan kept)
    {
        storedPlans.Delete(order.RunId);
        return started
            .WithStoredPlan(kept)
            .Ended(
                OrderPhase.Skipped,
                $"the plan expired at {Instant.Format(kept.ExpiresAt)} without approval; "
                    + "change the cleanup's spec to get a new plan",
                time.GetUtcNow()
            );
    }
}
