namespace NodeGc.Collector.Planning;

/// <summary>An item of an earlier plan that is no longer removed.</summary>
/// <param name="Item">As it was planned.</param>
/// <param name="Verdict">Why it is kept.</param>
public sealed record DroppedItem(PlanItem Item, ItemVerdict Verdict);
