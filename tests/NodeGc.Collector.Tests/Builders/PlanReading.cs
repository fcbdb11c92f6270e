using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;

namespace NodeGc.Collector.Tests.Builders;

/// <summary>Reads plans by the names that graph literals use.</summary>
internal static class PlanReading
{
    /// <summary>What is removed, in order.</summary>
    public static string[] Going(this SweepPlan plan) => [.. plan.Items.Select(item => NameOf(item.Id))];

    /// <summary>The name of the rule that holds <paramref name="name"/>; null where none does.</summary>
    public static string? RuleHolding(this SweepPlan plan, string name) => plan.ReasonHolding(name)?.Rule;

    public static RootReason? ReasonHolding(this SweepPlan plan, string name) =>
        plan.Held.SingleOrDefault(item => NameOf(item.Resource.Id) == name)?.Reason;

    public static PlanItem Item(this SweepPlan plan, string name) => plan.Items.Single(item => NameOf(item.Id) == name);

    public static string NameOf(ResourceId id) =>
        id.Kind switch
        {
            ResourceKind.LayerDirectory => id.Name["overlay2/".Length..],
            ResourceKind.Volume => $"volume:{id.Name}",
            ResourceKind.Store => $"store:{id.Name}",
            _ => id.Name,
        };
}
