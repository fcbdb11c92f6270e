using System.Collections.Immutable;
using NodeGc.Collector;
using Spectre.Console;

namespace NodeGc.Agent.Reports;

/// <summary>Writes for people what several reports share.</summary>
internal static class FindingsText
{
    public static void WriteStore(IAnsiConsole console, StoreDocument store)
    {
        var engine = store.EngineRunning ? $"engine {store.EngineVersion ?? "does not answer"}" : "no engine runs";
        var used = store.Capacity == 0 ? 0 : 100 * (store.Capacity - store.Free) / store.Capacity;
        console.WriteLine($"{store.DataRoot}: {store.Driver}, {engine}, {store.Filesystem} {used}% full of {new Bytes(store.Capacity)}");
    }

    public static void WriteLeftovers(IAnsiConsole console, ImmutableArray<LeftoverDocument> leftovers)
    {
        if (leftovers.IsEmpty) return;
        console.Heading("Leftovers: reported, never touched");
        var table = Texts.Table("KIND", "SIZE", "PATH", "WHY IT STAYS");
        foreach (var leftover in leftovers) table.Row(leftover.Kind, Texts.Size(leftover.Bytes), leftover.Path, leftover.Reason);
        console.Write(table);
    }

    public static void WriteDoubts(IAnsiConsole console, ImmutableArray<DoubtDocument> doubts)
    {
        if (doubts.IsEmpty) return;
        console.Heading("Not understood: all that these could own is kept");
        foreach (var doubt in doubts) console.WriteLine($"{doubt.Kind} (keeps {doubt.Keeps.ToLowerInvariant()}): {doubt.Subject}: {doubt.Message}");
    }

    public static void WriteWitnesses(IAnsiConsole console, ImmutableArray<WitnessDocument> witnesses)
    {
        console.Heading("Searched");
        var table = Texts.Table("WITNESS", "SEARCHED");
        foreach (var witness in witnesses) table.Row(witness.Witness.ToLowerInvariant(), witness.Searched);
        console.Write(table);
    }
}
