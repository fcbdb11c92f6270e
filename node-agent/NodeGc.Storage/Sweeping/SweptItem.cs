using NodeGc.Collector.Planning;

namespace NodeGc.Storage.Sweeping;

/// <summary>A plan item and what became of it.</summary>
public sealed record SweptItem(PlanItem Item, ItemOutcome Outcome);
