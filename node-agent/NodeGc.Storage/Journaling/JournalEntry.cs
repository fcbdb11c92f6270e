using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Journaling;

/// <summary>An item and how far it is: all lines of it, folded.</summary>
/// <param name="Number">Which item, unique within the journal.</param>
/// <param name="Item">The item.</param>
/// <param name="Step">Its last step.</param>
internal sealed record JournalEntry(long Number, QuarantinedItem Item, JournalStep Step)
{
    /// <summary>Nothing is left to be done about it.</summary>
    public bool IsOver => Step is JournalStep.Abandoned or JournalStep.Restored or JournalStep.Deleted;
}
