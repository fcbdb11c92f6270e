using NodeGc.Collector.Planning;

namespace NodeGc.Removal.Sweeping;

/// <summary>A plan item and its outcome.</summary>
public sealed record SweptItem(PlanItem Item, ItemOutcome Outcome);
