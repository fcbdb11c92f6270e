using NodeGc.Collector.Planning;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;

namespace NodeGc.Storage.Tests.Sweeping;

/// <summary>Directories of the data root that are separate mounts: what is in them is moved to a quarantine on the same
/// mount, or stays.</summary>
internal sealed class OwnMountTests : IDisposable
{
    private readonly SmallStore store = new(TempTree.InMemory);

    public void Dispose() => store.Dispose();

    [Test]
    public Task Moves_layers_and_short_links_of_a_driver_s_home_alike() =>
        AssertGoesAndComesBack("overlay2", () =>
            [
                store.Mounted("overlay2").Layer('a'),
                store.DebrisLink('z'),
                store.DebrisFolder("overlay2/check-overlayfs-support1"),
            ]
        );

    [Test]
    public Task Moves_what_is_beside_the_layers_of_aufs() =>
        AssertGoesAndComesBack("aufs/diff", () =>
            [
                store.Mounted("aufs").AufsLayer('a'),
                store.DebrisFile($"aufs/layers/{new string('b', 64)}"),
                store.DebrisFolder($"aufs/mnt/{new string('c', 64)}"),
            ]
        );

    [Test]
    public Task Moves_debris_of_images() =>
        AssertGoesAndComesBack("image", () =>
            [store.Mounted("image").DebrisFolder("image/overlay2/layerdb/tmp/write-set-1")]
        );

    [Test]
    public Task Moves_debris_of_build_steps() =>
        AssertGoesAndComesBack("buildkit", () =>
            [store.Mounted("buildkit").DebrisFolder($"buildkit/executor/{new string('a', 25)}")]
        );

    [Test]
    public Task Moves_debris_of_plugins() =>
        AssertGoesAndComesBack("plugins", () =>
            [store.Mounted("plugins").DebrisFolder($"plugins/{new string('a', 64)}-removing")]
        );

    [Test]
    public async Task Moves_a_layer_with_its_record_on_another_mount()
    {
        var layer = store.Mounted("image").KnownLayer('a');
        var before = store.Snapshot();

        Assert.That((await store.Sweep(layer)).Items.Single().Outcome, Is.InstanceOf<ItemOutcome.Quarantined>());
        Assert.That(layer.Directory.RelatedPaths.Append(layer.Directory.Path).Where(store.Exists), Is.Empty);

        await store.Restore();
        Assert.That(store.Snapshot(), Is.EqualTo(before));
    }

    [TestCase("volumes")]
    [TestCase("containers")]
    public async Task Leaves_alone_what_has_no_place_for_a_quarantine(string folder)
    {
        store.Mounted(folder);
        var item =
            folder == "volumes" ? store.OrphanVolume("lost") : store.DebrisFolder($"containers/{new string('a', 64)}");
        store.Tree.File("volumes/metadata.db");
        var before = store.Snapshot();

        var report = await store.Sweep(item);

        Assert.That(report.Items.Single().Outcome, Is.InstanceOf<ItemOutcome.NowInUse>(), "it stays, and did not fail");
        Assert.That(store.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task Leaves_no_folders_behind_where_a_crash_left_them_empty()
    {
        store.Mounted("overlay2").Tree.Folder($"overlay2/{QuarantinePlaces.Inside}/run-0");
        await store.Recover();
        Assert.That(store.Exists($"overlay2/{QuarantinePlaces.Inside}/run-0"), Is.False);
    }

    private async Task AssertGoesAndComesBack(string folder, Func<PlanItem[]> make)
    {
        var items = make();

        var report = await store.Sweep(items);

        foreach (var swept in report.Items)
        {
            Assert.That(swept.Outcome, Is.InstanceOf<ItemOutcome.Quarantined>(), $"{swept.Item.Name}: {swept.Outcome}");
            Assert.That(
                ((ItemOutcome.Quarantined)swept.Outcome).Place,
                Does.StartWith($"{folder}/{QuarantinePlaces.Inside}/{SmallStore.RunName}/")
            );
        }
        Assert.That(items.Where(store.Exists), Is.Empty);
        Assert.That(
            (await store.Restore()).Select(item => item.Outcome),
            Has.All.EqualTo(new RestoreOutcome.Restored(null))
        );
        Assert.That(items.Where(store.Exists), Is.EquivalentTo(items));
    }
}
