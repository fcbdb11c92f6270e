using NodeGc.Collector.Planning;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Sweeping;

/// <summary>An item that is recorded in the journal.</summary>
internal sealed record BatchItem(PlanItem Item, JournalEntry Entry);
