using System.Collections.Immutable;
using NodeGc.Collector.Planning;

namespace NodeGc.Agent.StoredPlans;

/// <summary>What a plan removes from one store.</summary>
/// <param name="DataRoot">The store's data root.</param>
/// <param name="Driver">Its storage driver.</param>
/// <param name="Items">The items, dependents first.</param>
internal sealed record StoredPlanStore(string DataRoot, string Driver, ImmutableArray<StoredPlanItem> Items)
{
    public static StoredPlanStore From(SweepPlan plan) =>
        new(plan.Store.DataRoot, plan.Store.Driver, [.. plan.Items.Select(StoredPlanItem.From)]);
}
