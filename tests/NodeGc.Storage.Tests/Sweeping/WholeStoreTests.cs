using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Sweeping;
using NUnit.Framework.Constraints;

namespace NodeGc.Storage.Tests.Sweeping;

internal sealed class WholeStoreTests : IDisposable
{
    private readonly SmallStore store = new(TempTree.InMemory);

    public void Dispose() => store.Dispose();

    [Test]
    public async Task Removes_what_the_engine_wrote_about_its_images_and_nothing_else()
    {
        store.Tree.File("image/overlay2/repositories.json");
        store.Tree.File("repositories-overlay2");
        var report = await store.Sweep(store.Store("aufs"));
        Assert.That(
            report.Items.Single().Outcome,
            Is.InstanceOf<ItemOutcome.Quarantined>()
                .With.Property("Place")
                .EqualTo(".nodegc/quarantine/run-1/stores/aufs")
        );
        Assert.That(new[] { "aufs", "image/aufs", "repositories-aufs" }.Where(store.Exists), Is.Empty);
        Assert.That(
            new[] { "overlay2", "image/overlay2/repositories.json", "repositories-overlay2" }.Where(path =>
                !store.Exists(path)
            ),
            Is.Empty
        );
    }

    [Test]
    public async Task Restores_a_whole_store_exactly()
    {
        PlanItem[] items = [store.Store("aufs"), store.Store("vfs")];
        var before = store.Snapshot();
        await store.Sweep(items);
        await store.Restore();
        Assert.That(store.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task Is_deleted_permanently_with_all_that_went_with_it()
    {
        var report = await store.Sweep(store.Request(TimeSpan.Zero, store.Store("aufs")), SmallStore.Silent);
        Assert.That(report.Items.Single().Outcome, Is.EqualTo(new ItemOutcome.Deleted()));
        Assert.That(store.KeptFiles(), Is.Empty);
        Assert.That(store.Exists(".nodegc/quarantine/run-1"), Is.False);
    }

    [Test]
    public async Task Of_the_driver_in_use_is_kept()
    {
        store.Layer('a');
        await AssertStays(store.Store("overlay2"), "in use");
    }

    [TestCase("devicemapper")]
    [TestCase("zfs")]
    [TestCase("containers")]
    [TestCase("volumes")]
    [TestCase("image")]
    [TestCase(".nodegc")]
    public async Task Is_only_one_of_a_driver_whose_layers_are_directories(string name) =>
        await AssertStays(store.Store(name), "is not a valid path of store");

    [Test]
    public async Task Is_no_name_for_anything_else()
    {
        var layer = store.Layer('a');
        await AssertStays(layer with { Class = CleanupClass.Stores }, "is not a valid path");
        await AssertStays(store.Store("aufs") with { Class = CleanupClass.Layers }, "is not a valid path");
        await AssertStays(
            store.Store("aufs") with
            {
                Id = new ResourceId(ResourceKind.Store, "vfs"),
            },
            "is not a valid path"
        );
    }

    [Test]
    public async Task Stays_when_its_home_is_a_mount()
    {
        var item = store.Mounted("aufs").Store("aufs");
        await AssertStays(item, Is.InstanceOf<ItemOutcome.NowInUse>());
    }

    [Test]
    public async Task Stays_when_something_is_mounted_in_it()
    {
        var item = store.Store("aufs");
        store.Tree.Mount("aufs/mnt/somewhere", "-t", "tmpfs", "tmpfs");
        await AssertStays(item, Is.InstanceOf<ItemOutcome.NowInUse>());
    }

    [Test]
    public async Task Stays_when_what_belongs_to_it_was_replaced_by_a_link()
    {
        var item = store.Store("aufs");
        Directory.Move(store.Tree.At("image/aufs"), store.Tree.At("elsewhere"));
        store.Tree.Link("image/aufs", "../elsewhere");
        await AssertStays(item, "no directory");
    }

    [Test]
    public async Task Leaves_a_home_that_was_recreated()
    {
        var item = store.Store("aufs");
        Directory.Move(store.Tree.At("aufs"), store.Tree.At("old"));
        store.Tree.Folder("aufs/diff");
        Assert.That((await store.Sweep(item)).Items.Single().Outcome, Is.InstanceOf<ItemOutcome.Changed>());
        Assert.That(store.Exists("image/aufs"), Is.True);
    }

    private Task AssertStays(PlanItem item, string because) =>
        AssertStays(item, Is.InstanceOf<ItemOutcome.Failed>().With.Property("Error").Contains(because));

    private async Task AssertStays(PlanItem item, IResolveConstraint outcome)
    {
        var before = store.Snapshot();
        var report = await store.Sweep(item);
        Assert.That(report.Items.Single().Outcome, outcome);
        Assert.That(store.Snapshot(), Is.EqualTo(before));
    }
}
