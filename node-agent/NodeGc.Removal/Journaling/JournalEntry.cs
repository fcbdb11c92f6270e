namespace NodeGc.Removal.Journaling;

/// <summary>An item and its last step, from all its lines.</summary>
/// <param name="Number">Which item, unique within the journal.</param>
/// <param name="Item">The item.</param>
/// <param name="Step">Its last step.</param>
internal sealed record JournalEntry(long Number, QuarantinedItem Item, JournalStep Step)
{
    /// <summary>It is finished.</summary>
    public bool IsFinal => Step is JournalStep.Abandoned or JournalStep.Restored or JournalStep.Deleted;
}
