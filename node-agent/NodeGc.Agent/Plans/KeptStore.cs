using System.Collections.Immutable;
using NodeGc.Collector.Planning;

namespace NodeGc.Agent.Plans;

/// <summary>What goes of one store.</summary>
/// <param name="DataRoot">The store's data root.</param>
/// <param name="Driver">Its storage driver.</param>
/// <param name="Items">What goes, dependents first.</param>
internal sealed record KeptStore(string DataRoot, string Driver, ImmutableArray<KeptItem> Items)
{
    public static KeptStore Of(SweepPlan plan) =>
        new(plan.Store.DataRoot, plan.Store.Driver, [.. plan.Items.Select(KeptItem.Of)]);
}
