using NodeGc.Collector.Planning;
using NodeGc.Storage.Journaling;

namespace NodeGc.Storage.Sweeping;

/// <summary>An item that the journal has announced.</summary>
internal sealed record BatchItem(PlanItem Item, JournalEntry Entry);
