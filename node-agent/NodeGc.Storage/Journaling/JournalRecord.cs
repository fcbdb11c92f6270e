using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Journaling;

/// <summary>One line of the journal.</summary>
/// <param name="Number">Which item, unique within the journal.</param>
/// <param name="Step">How far it is now.</param>
/// <param name="At">When it was written.</param>
/// <param name="Item">The item itself, with its first line only.</param>
internal sealed record JournalRecord(long Number, JournalStep Step, DateTimeOffset At, QuarantinedItem? Item = null);
