using NodeGc.Collector.Planning;

namespace NodeGc.Storage.Sweeping;

/// <summary>A plan item and its outcome.</summary>
public sealed record SweptItem(PlanItem Item, ItemOutcome Outcome);
