using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>How a step interrupted by a crash was recovered.</summary>
/// <param name="Item">The item.</param>
/// <param name="Result">What was done, or why it was not recovered.</param>
public sealed record RecoveredItem(QuarantinedItem Item, string Result);
