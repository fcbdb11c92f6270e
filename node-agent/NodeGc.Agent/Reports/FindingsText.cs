using System.Collections.Immutable;
using NodeGc.Collector;

namespace NodeGc.Agent.Reports;

/// <summary>Writes the parts that several reports share as text.</summary>
internal static class FindingsText
{
    public static void WriteStore(Page page, StoreDocument store)
    {
        var engine = store.EngineRunning ? $"Docker {store.EngineVersion ?? "not responding"}" : "Docker not running";
        var size = $"{store.Filesystem} {store.UsedPercent}% used of {new Bytes(store.Capacity)}";
        page.WriteLine($"{store.DataRoot}: {store.Driver}, {engine}, {size}");
    }

    public static void WriteLeftovers(Page page, ImmutableArray<LeftoverDocument> leftovers)
    {
        if (leftovers.IsEmpty)
            return;
        page.WriteHeading("Leftovers (reported only)");
        var table = new TextTable("KIND", "SIZE", "PATH", "REASON");
        foreach (var leftover in leftovers)
            table.Row(leftover.Kind, Formatting.Size(leftover.Bytes), leftover.Path, leftover.Reason);
        page.Write(table);
    }

    public static void WriteDoubts(Page page, ImmutableArray<DoubtDocument> doubts)
    {
        WriteNotes(page, doubts);
        if (doubts.All(doubt => doubt.IsNote))
            return;
        page.WriteHeading("Problems (everything these may reference is kept)");
        foreach (var doubt in doubts.Where(doubt => !doubt.IsNote))
            page.WriteLine($"{doubt.Kind} (keeps {doubt.Kept}): {doubt.Subject}: {doubt.Message}");
    }

    private static void WriteNotes(Page page, ImmutableArray<DoubtDocument> doubts)
    {
        if (!doubts.Any(doubt => doubt.IsNote))
            return;
        page.WriteHeading("Not checked");
        foreach (var note in doubts.Where(doubt => doubt.IsNote))
            page.WriteLine($"{note.Kind}: {note.Message}");
    }

    public static void WriteEvidence(Page page, ImmutableArray<EvidenceDocument> evidence)
    {
        page.WriteHeading("Evidence checked");
        foreach (var source in evidence)
            page.WriteLine($"{source.Source.ToLowerInvariant()}: {source.Checked}");
    }
}
