using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Stores.Tests.Reading;
using NodeGc.Testing.Stores.Engines;
using NodeGc.Testing.Stores.Engines.Plans;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Stores.Tests.Laws;

/// <summary>What holds for every sound store, of whatever driver and era.</summary>
[TestFixture]
public sealed class SoundStoreLaws
{
    private const int Runs = 150;

    [Property(Arbitrary = [typeof(StorePlans)], MaxTest = Runs)]
    public void Exactly_what_nobody_needs_is_garbage_and_nothing_is_in_doubt(StorePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (store, inventory) = Read(plan);
        var truth = store.Truth;
        Assert.That(Judgement.Garbage(inventory).Intersect(truth.Live), Is.Empty, "is alive and taken for garbage");
        if (!truth.IsDriverClear) return;
        Assert.That(inventory.Doubts, Is.Empty);
        Assert.That(Judgement.Live(inventory).Except(truth.Untouchable), Is.EqualTo(truth.Live), "is alive");
        Assert.That(Judgement.Garbage(inventory).Except(truth.Untouchable), Is.EqualTo(truth.Garbage), "is garbage");
    }

    [Property(Arbitrary = [typeof(StorePlans)], MaxTest = Runs)]
    public void What_is_not_ours_never_goes(StorePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (store, inventory) = Read(plan);
        Assert.That(Judgement.WouldGo(inventory).Except(store.Truth.Garbage), Is.Empty);
    }

    [Property(Arbitrary = [typeof(StorePlans)], MaxTest = 50)]
    public void The_order_in_which_things_were_made_does_not_matter(StorePlan plan, int seed)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var store = plan.Build();
        var shuffled = store.Tree.Entries.Keys.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.That(Facts(Read(store, shuffled)), Is.EqualTo(Facts(Read(store, order: null))));
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
        .. inventory.Resources.Select(resource => $"{resource} at {resource.Directory?.Path} needs {string.Join(", ", resource.Needs)}, {resource.Volume}"),
        .. inventory.Doubts.Select(doubt => doubt.ToString()), .. inventory.Leftovers.Select(leftover => leftover.ToString()),
    ];
}
