using System.Collections.Immutable;
using NodeGc.Stores.Tests.Damaging;
using NodeGc.Stores.Tests.Reading;
using NodeGc.Testing.Stores.Engines;
using NodeGc.Testing.Stores.Engines.Plans;

namespace NodeGc.Stores.Tests.Laws;

/// <summary>Laws over stores in which nothing happens would hold by themselves: these tests show that much
/// does.</summary>
[TestFixture]
public sealed class StorePlansTests
{
    private static readonly ImmutableArray<EngineStore> Some =
    [
        .. Enumerable.Range(0, 600).Select(seed => Readable.Plan(seed).Build()),
    ];

    [Test]
    public void Every_driver_and_era_comes_up() =>
        Assert.That(
            Some.Select(store => (store.Driver.Name, store.Era)).Distinct().Count(),
            Is.EqualTo(Readable.All.Length)
        );

    [Test]
    public void Most_stores_hold_something_in_use_and_something_that_nothing_needs() =>
        Assert.That(Some.Count(store => store.Truth is { Live.Count: > 3, Garbage.Count: > 0 }), Is.GreaterThan(250));

    [Test]
    public void In_many_stores_a_directory_lives_only_because_another_is_based_on_it() =>
        Assert.That(
            Some.Count(store => store.Truth.Live.Any(name => IsNamedByTheDriverAlone(store.Tree, name))),
            Is.GreaterThan(20)
        );

    [Test]
    public void Every_step_adds_something_to_some_store()
    {
        var adding =
            from kind in Enum.GetValues<StepKind>()
            where Readable.All.Any(place => AddsSomething(place.Driver, place.Era, kind))
            select kind;
        Assert.That(adding, Is.EquivalentTo(Enum.GetValues<StepKind>()));
    }

    [Test]
    public void The_same_seed_makes_the_same_store()
    {
        var again = Readable.Plan(seed: 7).Build();
        Assert.That(Parts(again.Tree), Is.EqualTo(Parts(Some[7].Tree)));
    }

    [Test]
    public void Every_sort_of_metadata_is_damaged_in_every_way()
    {
        var done =
            from seed in Enumerable.Range(0, 20_000)
            let tree = Some[seed % Some.Length].Tree
            let damage = Damage.Random(tree, MetadataFiles.In(tree), seed)
            select (File: Path.GetFileName(damage.Path), damage.Kind);
        var names = done.ToLookup(damage => damage.File, damage => damage.Kind);
        foreach (
            var file in new[]
            {
                "lower",
                "lower-id",
                "link",
                "cache-id",
                "mount-id",
                "init-id",
                "parent",
                "diff",
                "repositories.json",
                "config.v2.json",
                "config.json",
                "hostconfig.json",
                "json",
                "opts.json",
                "metadata.db",
                "snapshots.db",
                "containerdmeta.db",
            }
        )
            Assert.That(names[file].Distinct(), Is.EquivalentTo(Enum.GetValues<DamageKind>()), file);
    }

    private static bool AddsSomething(string driver, EngineEra era, StepKind kind)
    {
        // An image and a volume for what is based on them; an odd number mounts the volume.
        ImmutableArray<StoreStep> basis =
        [
            new(StepKind.NamedImage, 0, 0),
            new(StepKind.AnonymousVolume, 0, 0),
            new(StepKind.Orphan, 0, 1),
            new(StepKind.Container, 0, 1),
        ];
        var without = Parts(new StorePlan(driver, era, basis).Build().Tree);
        return Parts(new StorePlan(driver, era, basis.Add(new StoreStep(kind, 0, 1))).Build().Tree)
            .Except(without)
            .Any();
    }

    private static IEnumerable<string> Parts(StoreTree tree) =>
        tree.Entries.Select(entry =>
            $"{entry.Key} {(entry.Value is TreeEntry.File file ? Convert.ToHexString(file.Content) : "")}"
        );

    /// <summary>No file but the driver's own lists of ancestors holds its name, and it is no container's.</summary>
    private static bool IsNamedByTheDriverAlone(StoreTree tree, string name) =>
        tree.Entries.Keys.Any(path => path.EndsWith($"/{name}/diff", StringComparison.Ordinal))
        && tree.Entries.Where(entry =>
                entry.Value is TreeEntry.File && !entry.Key.EndsWith("/lower", StringComparison.Ordinal)
            )
            .All(entry =>
                ((TreeEntry.File)entry.Value).Content.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(name)) < 0
            );
}
