using System.Collections.Immutable;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;
using NodeGc.Removal.Sweeping;
using NodeGc.Stores.Docker.Containers;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Stores.Engines;
using NodeGc.Testing.Stores.Engines.Drivers;

namespace NodeGc.Scenarios;

/// <summary>
/// Every storage driver in every era, each on a small store laid out as such an engine leaves it, looked after by the
/// whole agent. <c>docs/drivers.md</c> refers to these tests; real engines are tried in <see cref="DriverConformance"/>
/// and real roots in <c>RealStores</c>.
/// </summary>
[TestFixtureSource(nameof(All))]
public sealed class EveryDriverAndEra(string driver, EngineEra era)
{
    private StoppedNode node = null!;
    private EngineStore store = null!;
    private EngineLayer top = null!;
    private EngineContainer container = null!;
    private ImmutableArray<string> orphans;

    public static IEnumerable<TestFixtureData> All =>
        from layout in DriverLayout.All
        from era in EngineEras.All
        select new TestFixtureData(layout.Name, era).SetArgDisplayNames(layout.Name, era.ToString());

    /// <summary>An image of two layers, a container of it, and two directories that nobody names, the one upon the
    /// other.</summary>
    [SetUp]
    public void LayOut()
    {
        node = new StoppedNode();
        store = new EngineStore(driver, era);
        top = store.Layer(store.Layer());
        var image = store.Image("app:1", top);
        container = store.Container(top, ContainerState.Stopped, image);
        var lower = store.Orphan(top);
        orphans = [PathOf(store.Orphan(lower)), PathOf(lower)];
        store.Finish().Tree.WriteTo(node.DataRoot);
        foreach (var orphan in orphans)
            File.WriteAllText(Path.Combine(DataOf(node.At(orphan)), "file"), "content");
        File.WriteAllText(Path.Combine(DataOf(node.At(PathOf(top.Directory))), "file"), "content");
    }

    [TearDown]
    public void Remove() => node.Dispose();

    [Test]
    public async Task Finds_its_orphans_and_nothing_else()
    {
        var scan = await node.ScanAsync();
        Assert.That(scan.Inventory.Doubts, Is.Empty);
        Assert.That(scan.Inventory.Store.Driver, Is.EqualTo(driver));
        Assert.That(
            (await node.PlanAsync(Policies.Layers)).Items.Select(item => item.Directory.Path),
            Is.EquivalentTo(orphans)
        );
    }

    [Test]
    public async Task Explains_a_file_back_to_its_image_and_an_orphan_to_nobody()
    {
        var live = (await node.ExplainAsync($"{PathOf(top.Directory)}/file")).Single();
        Assert.That(live.Verdict, Is.EqualTo(Verdict.Live), live.Reason?.Text);
        Assert.That(
            live.Users.Select(user => user.Resource.Id.Kind),
            Does.Contain(ResourceKind.Image).And.Contain(ResourceKind.Container)
        );
        Assert.That(
            (await node.ExplainAsync(PathOf(container.Directory))).Single().Chain[^1].Id.Kind,
            Is.EqualTo(ResourceKind.Container).Or.EqualTo(ResourceKind.LayerMount)
        );
        Assert.That((await node.ExplainAsync($"{orphans[0]}/file")).Single().Verdict, Is.EqualTo(Verdict.Garbage));
    }

    [Test]
    public async Task Restores_its_orphans_exactly_as_they_were()
    {
        var before = Contents();
        var report = await node.SweepAsync(await node.PlanAsync(Policies.Layers), Policies.Layers);
        Assert.That(
            report.Items.Select(item => item.Outcome),
            Is.All.InstanceOf<ItemOutcome.Quarantined>().And.Exactly(2).Items,
            report.StopReason
        );
        Assert.That(orphans.Where(orphan => Path.Exists(node.At(orphan))), Is.Empty);
        Assert.That((await node.RestoreAsync()).Items.Select(item => item.Outcome), Is.All.EqualTo("Restored"));
        Assert.That(Contents(), Is.EqualTo(before));
    }

    [Test]
    public async Task Permanently_deletes_its_orphans_and_everything_that_belongs_to_them()
    {
        var policy = Policies.Layers with { Quarantine = TimeSpan.Zero };
        var report = await node.SweepAsync(await node.PlanAsync(policy), policy);
        Assert.That(
            report.Items.Select(item => item.Outcome),
            Is.All.InstanceOf<ItemOutcome.Deleted>().And.Exactly(2).Items,
            report.StopReason
        );
        var names = orphans.Select(Path.GetFileName);
        var left = Directory
            .EnumerateFileSystemEntries(node.DataRoot, "*", SearchOption.AllDirectories)
            .Where(path => names.Any(name => NamesIt(path, name!)));
        Assert.That(left, Is.Empty);
        Assert.That((await node.ScanAsync()).Inventory.Doubts, Is.Empty);
    }

    private static bool NamesIt(string path, string name) =>
        Path.GetFileName(path) == name || new FileInfo(path).LinkTarget?.Split('/').Contains(name) == true;

    private static string DataOf(string directory) =>
        new[] { "diff", "root", "upper" }
            .Select(folder => Path.Combine(directory, folder))
            .FirstOrDefault(Directory.Exists, directory);

    private string PathOf(DriverDirectory directory) => store.Driver.PathOf(directory);

    /// <summary>All but the times of the folders that the orphans were taken out of.</summary>
    private ImmutableArray<string> Contents() =>
        [
            .. from path in Directory.EnumerateFileSystemEntries(node.DataRoot, "*", SearchOption.AllDirectories)
            where !path.Contains("/.nodegc", StringComparison.Ordinal)
            orderby path
            let entry = new FileInfo(path)
            select $"{path} {entry.UnixFileMode} {entry.LinkTarget} "
                + $"{(entry.Exists && entry.LinkTarget is null ? File.ReadAllText(path) : "")}",
            .. orphans.Select(orphan => TreeDigest.Compute(node.At(orphan))),
        ];
}
