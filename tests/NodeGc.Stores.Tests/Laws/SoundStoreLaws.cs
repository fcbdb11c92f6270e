using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Stores.Tests.Reading;
using NodeGc.Testing.Stores.Engines;
using NodeGc.Testing.Stores.Engines.Plans;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Stores.Tests.Laws;

/// <summary>What holds for every sound store, of whatever driver and era.</summary>
[TestFixture]
[Category("Slow")]
public sealed class SoundStoreLaws
{
    private const int Runs = 150;

    [Property(Arbitrary = [typeof(StorePlans)], MaxTest = Runs)]
    public void Exactly_what_nothing_needs_is_garbage_and_nothing_is_in_doubt(StorePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (store, inventory) = Read(plan);
        var truth = store.Truth;
        Refuse(Judgement.Garbage(inventory).Intersect(truth.Live), "are alive and taken for garbage");
        if (!truth.IsDriverClear)
            return;
        Refuse(inventory.Doubts, "were doubted");
        Refuse(truth.Live.Except(Judgement.Live(inventory)), "are alive and kept for no reason or not at all");
        Refuse(
            Judgement.Live(inventory).Except(truth.Live).Except(truth.Untouchable),
            "are needed by nobody and taken to be alive"
        );
        Refuse(truth.Garbage.Except(Judgement.Garbage(inventory)), "are garbage and not found");
        Refuse(
            Judgement.Garbage(inventory).Except(truth.Garbage).Except(truth.Untouchable),
            "are no garbage and taken for it"
        );
    }

    [Property(Arbitrary = [typeof(StorePlans)], MaxTest = Runs)]
    public void What_is_not_ours_is_never_removed(StorePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (store, inventory) = Read(plan);
        Refuse(Judgement.WouldGo(inventory).Except(store.Truth.Garbage), "would be removed and must not");
    }

    [Property(Arbitrary = [typeof(StorePlans)], MaxTest = 50)]
    public void The_order_in_which_things_were_made_does_not_matter(StorePlan plan, int seed)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var store = plan.Build();
        var shuffled = store.Tree.Entries.Keys.ToArray();
        new Random(seed).Shuffle(shuffled);
        var (one, other) = (Facts(Read(store, shuffled)), Facts(Read(store, order: null)));
        Refuse(one.Except(other).Concat(other.Except(one)), "depend on the order");
    }

    /// <summary>By a separate exception, so that only the smallest counterexample is reported.</summary>
    private static void Refuse<T>(IEnumerable<T> wrong, string what)
    {
        var list = wrong.ToList();
        if (list.Count > 0)
            throw new AssertionException($"{what}: {string.Join(", ", list)}");
    }

    private static (EngineStore Store, Inventory Inventory) Read(StorePlan plan)
    {
        var store = plan.Build();
        return (store, Read(store, order: null));
    }

    private static Inventory Read(EngineStore store, string[]? order)
    {
        using var written = new WrittenStore(store, order);
        return written.ReadAsync().GetAwaiter().GetResult();
    }

    /// <summary>All but times and inodes.</summary>
    private static ImmutableArray<string> Facts(Inventory inventory) =>
        [
            .. inventory.Resources.Select(resource =>
                $"{resource} at {resource.Directory?.Path} needs {string.Join(", ", resource.Needs)}, {resource.Volume}"
            ),
            .. inventory.Doubts.Select(doubt => doubt.ToString()),
            .. inventory.Leftovers.Select(leftover => leftover.ToString()),
        ];
}
