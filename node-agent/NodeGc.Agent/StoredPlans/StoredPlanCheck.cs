using System.Collections.Immutable;
using NodeGc.Agent.Scanning;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.StoredPlans;

/// <summary>Checks a stored plan against the current state of its store.</summary>
/// <param name="Scan">The current scan.</param>
/// <param name="Whole">The whole plan as stored.</param>
/// <param name="Remainder">What of it may still be removed.</param>
internal sealed record StoredPlanCheck(Scan Scan, SweepPlan Whole, Remainder Remainder)
{
    /// <summary>Scans once: the items were confirmed as garbage before they were planned.</summary>
    /// <exception cref="AgentException">The plan was made for another store.</exception>
    public static async Task<StoredPlanCheck> RunAsync(
        NodeScanner scanner,
        StoredPlanStore kept,
        CleanupPolicy policy,
        CancellationToken cancellationToken
    )
    {
        var scan = await scanner.ScanMetadataAsync(ScanOptions.For(policy), cancellationToken);
        var store = scan.Inventory.Store;
        if ((store.DataRoot, store.Driver) != (kept.DataRoot, kept.Driver))
            throw new AgentException(
                $"The plan was made for {kept.DataRoot} ({kept.Driver}), "
                    + $"but this is {store.DataRoot} ({store.Driver}). "
                    + "Nothing was removed. Create a new plan."
            );
        ImmutableArray<PlanItem> items = [.. kept.Items.Select(item => item.ToItem())];
        var remainder = Remainder.From(items, scan.InputFor(policy));
        return new StoredPlanCheck(scan, remainder.Plan with { Items = items }, remainder);
    }
}
