using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>An item and the outcome of restoring it.</summary>
public sealed record RestoredItem(QuarantinedItem Item, RestoreOutcome Outcome);
