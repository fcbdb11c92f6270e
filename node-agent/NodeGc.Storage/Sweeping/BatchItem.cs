using NodeGc.Collector.Planning;
using NodeGc.Storage.Journaling;

namespace NodeGc.Storage.Sweeping;

/// <summary>An item that is recorded in the journal.</summary>
internal sealed record BatchItem(PlanItem Item, JournalEntry Entry);
