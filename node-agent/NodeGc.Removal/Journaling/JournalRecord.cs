namespace NodeGc.Removal.Journaling;

/// <summary>One line of the journal.</summary>
/// <param name="Number">Which item, unique within the journal.</param>
/// <param name="Step">Its current step.</param>
/// <param name="At">When it was written.</param>
/// <param name="Item">The item itself, only in its first line.</param>
internal sealed record JournalRecord(long Number, JournalStep Step, DateTimeOffset At, QuarantinedItem? Item = null);
