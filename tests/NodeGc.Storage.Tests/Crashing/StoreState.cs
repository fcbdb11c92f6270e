using System.Collections.Immutable;
using NodeGc.Collector.Planning;
using NodeGc.Removal.Journaling;
using NodeGc.Storage.Tests.Sweeping;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>A store at one instant: its tree, what its journal says of each item, and what its engine knows.</summary>
internal sealed class StoreState
{
    private readonly PlanItem[] items;
    private readonly ImmutableHashSet<string> known;

    public StoreState(SmallStore store, PlanItem[] items)
    {
        this.items = items;
        known = [.. store.Engine.Known.Keys];
        JournalBytes = store.Exists(".nodegc/journal") ? File.ReadAllBytes(store.Tree.At(".nodegc/journal")) : [];
        Entries = JournalContent.Read(JournalBytes).Entries;
        Tree = new WholeTree(store.Tree.Root, HomesOfKept(), path => FindOwner(path) is not null);
    }

    public byte[] JournalBytes { get; }

    public ImmutableArray<JournalEntry> Entries { get; }

    public WholeTree Tree { get; }

    /// <summary>How far the journal says an item is; null where it says nothing.</summary>
    public JournalStep? StepOf(PlanItem item) => Entries.LastOrDefault(entry => entry.Item.Id == item.Id)?.Step;

    public bool IsKnown(PlanItem item) => known.Contains(item.Id.Name);

    /// <summary>The entries of one item, with what belongs to it elsewhere; null = of none.</summary>
    public ImmutableSortedDictionary<string, string> Of(PlanItem? item) =>
        Tree.Entries.Where(entry => FindOwner(entry.Key) == item).ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Whether nothing has changed since <paramref name="earlier"/>; a journal rewritten without finished
    /// items does not count as a change.</summary>
    public bool IsAsIn(StoreState earlier) =>
        Text == earlier.Text
        && (
            JournalBytes.SequenceEqual(earlier.JournalBytes)
            || (Entries.All(entry => !entry.IsFinal) && Open.SequenceEqual(earlier.Open))
        );

    private IEnumerable<(long, JournalStep, string)> Open =>
        Entries.Where(entry => !entry.IsFinal).Select(entry => (entry.Number, entry.Step, entry.Item.Place));

    private string Text =>
        string.Join(
            '\n',
            Tree.Entries.Select(entry => $"{entry.Key} {(Tree.Kept.Contains(entry.Key) ? "kept" : "")} {entry.Value}")
        ) + $"\n{string.Join(' ', Tree.Strays)}\n{string.Join(' ', known.Order(StringComparer.Ordinal))}";

    public static bool IsLink(string description) => description[0] == 'l';

    private PlanItem? FindOwner(string path) =>
        items.FirstOrDefault(item =>
            PathsOf(item).Any(own => path == own || path.StartsWith(own + "/", StringComparison.Ordinal))
        );

    private static IEnumerable<string> PathsOf(PlanItem item) =>
        [item.Directory.Path, .. item.Directory.RelatedPaths, .. item.Directory.Links];

    private Dictionary<string, string> HomesOfKept()
    {
        var homes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in Entries.Where(entry => entry.Step == JournalStep.Quarantined).Select(entry => entry.Item))
        {
            homes[item.Place] = item.Path;
            foreach (var companion in item.RelatedPaths)
                homes[companion.Place] = companion.Path;
        }
        return homes;
    }
}
