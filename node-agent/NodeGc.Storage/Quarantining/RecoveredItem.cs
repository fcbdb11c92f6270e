namespace NodeGc.Storage.Quarantining;

/// <summary>What was done about a step that a crash had left half done.</summary>
/// <param name="Item">The item.</param>
/// <param name="Result">What was done, or what stands in the way.</param>
public sealed record RecoveredItem(QuarantinedItem Item, string Result);
