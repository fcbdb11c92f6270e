namespace NodeGc.Collector.Planning;

/// <summary>An item of an earlier plan that does not go any more.</summary>
/// <param name="Item">As it was planned.</param>
/// <param name="Verdict">Why it stays.</param>
public sealed record DroppedItem(PlanItem Item, ItemVerdict Verdict);
