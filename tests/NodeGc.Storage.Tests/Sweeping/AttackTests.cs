using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;
using NodeGc.Stores.Docker.Guarding;

namespace NodeGc.Storage.Tests.Sweeping;

internal sealed class AttackTests : IDisposable
{
    private readonly SmallStore store = new(TempTree.InMemory);

    public void Dispose() => store.Dispose();

    [Test]
    public async Task Goes_through_no_link_planted_for_the_drivers_home()
    {
        var layer = store.Layer('a');
        Directory.Move(store.Tree.At("overlay2"), store.Tree.At("elsewhere"));
        store.Tree.Link("overlay2", "elsewhere");
        Assert.That(
            await OutcomeOf(layer),
            Is.InstanceOf<ItemOutcome.Failed>().With.Property("Error").Contains("ELOOP")
        );
        Assert.That(store.Exists($"elsewhere/{Path.GetFileName(layer.Directory.Path)}"), Is.True);
    }

    [Test]
    public async Task Moves_no_link_planted_for_a_directory()
    {
        var layer = store.Layer('a');
        Directory.Move(store.Tree.At(layer.Directory.Path), store.Tree.At("elsewhere"));
        store.Tree.Link(layer.Directory.Path, "../elsewhere");
        Assert.That(await OutcomeOf(layer), Is.InstanceOf<ItemOutcome.Changed>());
        Assert.That(store.Exists("elsewhere/diff/usr/share/file"), Is.True);
        Assert.That(File.ResolveLinkTarget(store.Tree.At(layer.Directory.Path), false), Is.Not.Null);
    }

    [Test]
    public async Task Removes_no_links_through_a_link_planted_for_their_folder()
    {
        var layer = store.Layer('a');
        Directory.Move(store.Tree.At("overlay2/l"), store.Tree.At("elsewhere"));
        store.Tree.Link("overlay2/l", "../elsewhere");
        Assert.That(await OutcomeOf(layer), Is.InstanceOf<ItemOutcome.Failed>());
        Assert.That(Directory.GetFileSystemEntries(store.Tree.At("elsewhere")), Has.Length.EqualTo(1));
        Assert.That(store.Exists(layer), Is.True);
    }

    [Test]
    public async Task Leaves_a_short_link_that_was_bent_to_another_layer()
    {
        var layer = store.Layer('a');
        var link = store.Tree.At($"overlay2/l/{SmallStore.LinkName('a')}");
        var rechecks = SmallStore.Silent with
        {
            AfterMove = (_, _) =>
            {
                File.Delete(link);
                File.CreateSymbolicLink(link, "../another/diff");
                return Task.FromResult(RecheckResult.NothingInUse);
            },
        };
        await store.Sweep(store.Request(layer), rechecks);
        Assert.That(File.ResolveLinkTarget(link, false), Is.Not.Null);
    }

    [TestCase("overlay2/..")]
    [TestCase("../outside")]
    [TestCase("overlay2/../containers/x")]
    [TestCase("containers")]
    [TestCase("overlay2")]
    [TestCase("overlay2/l")]
    [TestCase("volumes/../overlay2")]
    [TestCase("overlay2/AAAA")]
    public async Task Touches_nothing_that_has_no_name_of_a_layer(string path)
    {
        store.Tree.File("containers/x/config.v2.json");
        var item = store.Layer('a') with { Directory = new DirectoryFacts(path, default, default, default) };
        Assert.That(await OutcomeOf(item), Is.InstanceOf<ItemOutcome.Failed>());
        Assert.That(
            await OutcomeOf(item with { Id = ResourceId.LayerDirectory("overlay2", path.Split('/')[^1]) }),
            Is.InstanceOf<ItemOutcome.Failed>()
        );
    }

    [Test]
    public async Task Touches_no_layer_called_a_volume() =>
        Assert.That(
            await OutcomeOf(store.OrphanVolume("v") with { Directory = store.Layer('a').Directory }),
            Is.InstanceOf<ItemOutcome.Failed>()
        );

    [Test]
    public async Task Puts_back_what_was_swapped_in_between_the_check_and_the_move()
    {
        var layer = store.Layer('a');
        var path = store.Tree.At(layer.Directory.Path);
        var report = await SweepWith(
            "move",
            () =>
            {
                Directory.Move(path, store.Tree.At("planned"));
                Directory.CreateDirectory(Path.Combine(path, "innocent"));
            },
            layer
        );
        Assert.That(report.Items.Single().Outcome, Is.InstanceOf<ItemOutcome.Changed>());
        Assert.That(Directory.Exists(Path.Combine(path, "innocent")), Is.True);
        Assert.That(QuarantineListing.Read(store.Tree.Root), Is.Empty);
    }

    [Test]
    public async Task Moves_nothing_through_a_link_planted_for_the_quarantine()
    {
        var layer = store.Layer('a');
        store.Tree.Folder("elsewhere");
        store.Tree.Link(".nodegc/quarantine", "../elsewhere");
        Assert.That(
            await OutcomeOf(layer),
            Is.InstanceOf<ItemOutcome.Failed>().With.Property("Error").Contains("ELOOP")
        );
        Assert.That(Directory.GetFileSystemEntries(store.Tree.At("elsewhere")), Is.Empty);
    }

    [Test]
    public void Opens_no_store_whose_own_folder_is_a_link()
    {
        store.Tree.Folder("elsewhere");
        store.Tree.Link(".nodegc", "elsewhere");
        Assert.That(
            () => WritableStore.Open(store.Tree.Root, DockerGuard.Instance),
            Throws.TypeOf<LinuxException>().With.Property("ErrorName").EqualTo("ELOOP")
        );
        Assert.That(Directory.GetFileSystemEntries(store.Tree.At("elsewhere")), Is.Empty);
    }

    [Test]
    public async Task Ends_when_the_data_root_is_another_directory_now()
    {
        var layers = Enumerable.Range(0, Batches.Size + 4).Select(i => store.OrphanVolume($"v{i}")).ToArray();
        var moved = store.Tree.Root + "-moved";
        using var open = WritableStore.Open(store.Tree.Root, DockerGuard.Instance);
        var rechecks = SmallStore.Silent with
        {
            AfterMove = (_, _) =>
            {
                Directory.Move(store.Tree.Root, moved);
                Directory.CreateDirectory(store.Tree.Root);
                return Task.FromResult(RecheckResult.NothingInUse);
            },
        };
        var report = await new Sweeper(open, rechecks, null, store.Time).Sweep(
            store.Request(layers),
            CancellationToken.None
        );
        TempTree.Run("rm", "-rf", moved);
        Assert.That(report.StopReason, Does.Contain("a different directory"));
        Assert.That(report.Items.Count(item => item.Outcome is ItemOutcome.Skipped), Is.EqualTo(4));
    }

    private async Task<ItemOutcome> OutcomeOf(PlanItem item) => (await store.Sweep(item)).Items.Single().Outcome;

    private async Task<SweepReport> SweepWith(string moment, Action interference, PlanItem item)
    {
        using var open = WritableStore.Open(store.Tree.Root, DockerGuard.Instance);
        open.CrashPoints.OnHit = reached =>
        {
            if (reached != moment)
                return;
            open.CrashPoints.OnHit = _ => { };
            interference();
        };
        return await new Sweeper(open, SmallStore.Silent, null, store.Time).Sweep(
            store.Request(item),
            CancellationToken.None
        );
    }
}
