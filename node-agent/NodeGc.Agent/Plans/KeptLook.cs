using System.Collections.Immutable;
using NodeGc.Agent.Scanning;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Plans;

/// <summary>A look at a store by which a kept plan is held against it.</summary>
/// <param name="Scan">The look.</param>
/// <param name="Whole">The plan as it was kept, in today's store.</param>
/// <param name="Remainder">What of it may still go.</param>
internal sealed record KeptLook(Scan Scan, SweepPlan Whole, Remainder Remainder)
{
    /// <summary>Looks once: that its items are garbage was confirmed before they were planned, and the looks of then
    /// still count.</summary>
    /// <exception cref="AgentException">The store is another one than the plan was made for.</exception>
    public static async Task<KeptLook> TakeAsync(
        NodeScanner scanner,
        KeptStore kept,
        CleanupPolicy policy,
        CancellationToken cancellationToken
    )
    {
        var scan = await scanner.LookAsync(Looking.For(policy), cancellationToken);
        var store = scan.Inventory.Store;
        if ((store.DataRoot, store.Driver) != (kept.DataRoot, kept.Driver))
            throw new AgentException(
                $"The plan was made for {kept.DataRoot} ({kept.Driver}), and this is {store.DataRoot} ({store.Driver}). Nothing was done; make a new one."
            );
        ImmutableArray<PlanItem> items = [.. kept.Items.Select(item => item.ToItem())];
        var remainder = Remainder.Of(items, scan.InputFor(policy));
        return new KeptLook(scan, remainder.Plan with { Items = items }, remainder);
    }
}
