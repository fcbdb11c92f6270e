using System.Collections.Immutable;
using NodeGc.Collector;

namespace NodeGc.Agent.Reports;

/// <summary>Writes for people what several reports share.</summary>
internal static class FindingsText
{
    public static void WriteStore(Page page, StoreDocument store)
    {
        var engine = store.EngineRunning ? $"engine {store.EngineVersion ?? "does not answer"}" : "no engine runs";
        var size = $"{store.Filesystem} {store.UsedPercent}% full of {new Bytes(store.Capacity)}";
        page.WriteLine($"{store.DataRoot}: {store.Driver}, {engine}, {size}");
    }

    public static void WriteLeftovers(Page page, ImmutableArray<LeftoverDocument> leftovers)
    {
        if (leftovers.IsEmpty)
            return;
        page.WriteHeading("Leftovers: reported, never touched");
        var table = new TextTable("KIND", "SIZE", "PATH", "WHY IT STAYS");
        foreach (var leftover in leftovers)
            table.Row(leftover.Kind, Texts.Size(leftover.Bytes), leftover.Path, leftover.Reason);
        page.Write(table);
    }

    public static void WriteDoubts(Page page, ImmutableArray<DoubtDocument> doubts)
    {
        WriteNotes(page, doubts);
        if (doubts.All(doubt => doubt.IsNote))
            return;
        page.WriteHeading("Not understood: all that these could own is kept");
        foreach (var doubt in doubts.Where(doubt => !doubt.IsNote))
            page.WriteLine($"{doubt.Kind} (keeps {doubt.Keeps.ToLowerInvariant()}): {doubt.Subject}: {doubt.Message}");
    }

    private static void WriteNotes(Page page, ImmutableArray<DoubtDocument> doubts)
    {
        if (!doubts.Any(doubt => doubt.IsNote))
            return;
        page.WriteHeading("Not judged");
        foreach (var note in doubts.Where(doubt => doubt.IsNote))
            page.WriteLine($"{note.Kind}: {note.Message}");
    }

    public static void WriteWitnesses(Page page, ImmutableArray<WitnessDocument> witnesses)
    {
        page.WriteHeading("Searched");
        foreach (var witness in witnesses)
            page.WriteLine($"{witness.Witness.ToLowerInvariant()}: {witness.Searched}");
    }
}
