namespace NodeGc.Storage.Quarantining;

/// <summary>An item and what became of the request to put it back.</summary>
public sealed record RestoredItem(QuarantinedItem Item, RestoreOutcome Outcome);
