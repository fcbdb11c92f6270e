using NodeGc.Collector.Planning;
using NodeGc.Removal.Deleting;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;
using NodeGc.Stores.Docker.Guarding;

namespace NodeGc.Storage.Tests.Sweeping;

internal sealed class RelatedPathTests : IDisposable
{
    private static readonly string Id = new('a', 64);

    private readonly SmallStore store = new(TempTree.InMemory);

    public void Dispose() => store.Dispose();

    [Test]
    public async Task Removes_in_the_order_of_aufs_the_list_of_parents_last()
    {
        var layer = store.AufsLayer('a');
        List<string> gone = [];
        await SweepWatching(layer, moment =>
        {
            if (moment == "moved")
                gone.Add(
                    string.Join(
                        ' ',
                        new[] { "diff", "mnt", "layers" }.Where(folder => !store.Exists($"aufs/{folder}/{Id}"))
                    )
                );
        });
        Assert.That(gone, Is.EqualTo(["diff", "diff mnt", "diff mnt layers"]));
    }

    [Test]
    public async Task Is_restored_with_its_mode_owner_inode_and_content()
    {
        var layer = store.AufsLayer('a');
        var before = store.Snapshot();
        await store.Sweep(layer);
        Assert.That(new[] { $"aufs/mnt/{Id}", $"aufs/layers/{Id}" }.Where(store.Exists), Is.Empty);
        Assert.That((await store.Restore()).Single().Outcome, Is.EqualTo(new RestoreOutcome.Restored(null)));
        Assert.That(store.Snapshot(), Is.EqualTo(before).And.Contain("4711:4712").And.Contain("d 500"));
    }

    [TestCase("mnt")]
    [TestCase("layers")]
    public async Task May_be_missing(string folder)
    {
        var layer = store.AufsLayer('a');
        TempTree.Run("rm", "-r", store.Tree.At($"aufs/{folder}/{Id}"));
        var before = store.Snapshot();
        Assert.That((await store.Sweep(layer)).Items.Single().Outcome, Is.InstanceOf<ItemOutcome.Quarantined>());
        await store.Restore();
        Assert.That(store.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task Keeps_its_layer_when_the_mount_point_is_not_empty()
    {
        var layer = store.AufsLayer('a');
        store.Tree.File($"aufs/mnt/{Id}/written-by-somebody");
        await AssertStays(layer, "not empty");
    }

    [Test]
    public async Task Keeps_its_layer_when_something_is_mounted_there()
    {
        var layer = store.AufsLayer('a');
        store.Tree.Mount($"aufs/mnt/{Id}", "-t", "tmpfs", "tmpfs");
        await AssertStays(layer, "mounted at");
    }

    [Test]
    public async Task Keeps_its_layer_when_a_file_is_mounted_over_it()
    {
        var layer = store.AufsLayer('a');
        store.Tree.File("other");
        TempTree.Run("mount", "--bind", store.Tree.At("other"), store.Tree.At($"aufs/layers/{Id}"));
        try
        {
            await AssertStays(layer, "mounted at");
        }
        finally
        {
            TempTree.Run("umount", store.Tree.At($"aufs/layers/{Id}"));
        }
    }

    [TestCase("mnt")]
    [TestCase("layers")]
    public async Task Keeps_its_layer_when_it_is_a_link(string folder)
    {
        var layer = store.AufsLayer('a');
        store.Tree.File("precious/file");
        TempTree.Run("rm", "-r", store.Tree.At($"aufs/{folder}/{Id}"));
        store.Tree.Link($"aufs/{folder}/{Id}", folder == "mnt" ? "../../precious" : "../../precious/file");
        await AssertStays(layer, "is no ");
    }

    [Test]
    public async Task Is_not_reached_through_a_link_planted_for_its_folder()
    {
        var layer = store.AufsLayer('a');
        Directory.Move(store.Tree.At("aufs/layers"), store.Tree.At("elsewhere"));
        store.Tree.Link("aufs/layers", "../elsewhere");
        await AssertStays(layer, "ELOOP");
        Assert.That(store.Exists($"elsewhere/{Id}"), Is.True);
    }

    [Test]
    public async Task Brings_its_layer_back_when_it_was_replaced_after_the_check()
    {
        var layer = store.AufsLayer('a');
        var (child, parent) = (layer, store.AufsLayer('b'));
        var report = await SweepWatching([child, parent], At("journaled", () =>
            {
                File.Move(store.Tree.At($"aufs/layers/{Id}"), store.Tree.At("planned"));
                store.Tree.File($"aufs/layers/{Id}", "another");
            }));
        Assert.That(
            report.Items[0].Outcome,
            Is.InstanceOf<ItemOutcome.Failed>().With.Property("Error").Contains("has changed since")
        );
        Assert.That(
            report.Items[1].Outcome,
            Is.InstanceOf<ItemOutcome.Skipped>(),
            "a later layer may be needed by the one that stays"
        );
        Assert.That(File.ReadAllText(store.Tree.At($"aufs/layers/{Id}")), Is.EqualTo("another"));
        Assert.That(store.Exists(child) && store.Exists($"aufs/mnt/{Id}"), Is.True);
        Assert.That(QuarantineListing.Read(store.Tree.Root), Is.Empty);
    }

    [Test]
    public async Task Puts_back_what_was_swapped_in_between_the_check_and_the_move()
    {
        var layer = store.AufsLayer('a');
        var moves = 0;
        var report = await SweepWatching(layer, moment =>
        {
            if (moment != "move" || ++moves != 3)
                return; // The third move is that of the list of parents.
            File.Move(store.Tree.At($"aufs/layers/{Id}"), store.Tree.At("planned"));
            store.Tree.File($"aufs/layers/{Id}", "innocent");
        });
        Assert.That(report.Items.Single().Outcome, Is.InstanceOf<ItemOutcome.Failed>());
        Assert.That(File.ReadAllText(store.Tree.At($"aufs/layers/{Id}")), Is.EqualTo("innocent"));
        Assert.That(store.Exists(layer), Is.True);
        Assert.That(store.KeptFiles(), Is.Empty);
    }

    [Test]
    public async Task Is_not_restored_over_another_of_its_name_and_neither_is_its_layer()
    {
        await store.Sweep(store.AufsLayer('a'));
        store.Tree.File($"aufs/layers/{Id}", "another");
        Assert.That(
            (await store.Restore()).Single().Outcome,
            Is.InstanceOf<RestoreOutcome.Refused>().With.Property("Reason").Contains($"aufs/layers/{Id}")
        );
        Assert.That(QuarantineListing.Read(store.Tree.Root), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Is_missed_by_name_when_somebody_took_it_out_of_the_quarantine()
    {
        await store.Sweep(store.AufsLayer('a'));
        File.Delete(
            store.Tree.At(
                QuarantineListing
                    .Read(store.Tree.Root)
                    .Single()
                    .RelatedPaths.Single(companion => companion.Kind == RelatedPathKind.File)
                    .Place
            )
        );
        Assert.That(
            (await store.Restore()).Single().Outcome,
            Is.InstanceOf<RestoreOutcome.Restored>().With.Property("Note").Contains($"aufs/layers/{Id}")
        );
    }

    [Test]
    public async Task A_mount_point_that_was_filled_in_the_quarantine_is_not_emptied()
    {
        await store.Sweep(store.AufsLayer('a'));
        var place = QuarantineListing
            .Read(store.Tree.Root)
            .Single()
            .RelatedPaths.Single(companion => companion.Kind == RelatedPathKind.EmptyDirectory)
            .Place;
        store.Tree.File($"{place}/precious");
        using var open = WritableStore.Open(store.Tree.Root, DockerGuard.Instance);
        var report = new Expiry(open, DeletionBounds.None, store.Time).DeleteAll(default);
        Assert.That(report.Errors.Single().Result, Does.Contain("ENOTEMPTY"));
        Assert.That(store.Exists($"{place}/precious"), Is.True);
    }

    [TestCase("aufs/layers")]
    [TestCase("aufs/layers/../diff")]
    [TestCase("containers")]
    [TestCase("image/aufs")]
    [TestCase("overlay2/l")]
    public async Task Is_nothing_but_what_its_driver_makes(string path)
    {
        store.Tree.File("containers/web/config.v2.json");
        var layer = SmallStore.With(store.AufsLayer('a'), path);
        await AssertStays(layer, "does not belong to");
    }

    [Test]
    public async Task Of_another_layer_is_not_touched()
    {
        _ = store.AufsLayer('b');
        await AssertStays(
            SmallStore.With(store.AufsLayer('a'), $"aufs/layers/{new string('b', 64)}"),
            "does not belong to"
        );
    }

    private static Action<string> At(string moment, Action interference)
    {
        var done = false;
        return reached =>
        {
            if (reached != moment || done)
                return;
            done = true;
            interference();
        };
    }

    private async Task AssertStays(PlanItem layer, string because)
    {
        var before = store.Snapshot();
        var report = await store.Sweep(layer);
        Assert.That(
            report.Items.Single().Outcome,
            Is.InstanceOf<ItemOutcome.Failed>().With.Property("Error").Contains(because)
        );
        Assert.That(store.Snapshot(), Is.EqualTo(before));
    }

    private Task<SweepReport> SweepWatching(PlanItem item, Action<string> watch) => SweepWatching([item], watch);

    private async Task<SweepReport> SweepWatching(PlanItem[] items, Action<string> watch)
    {
        using var open = WritableStore.Open(store.Tree.Root, DockerGuard.Instance);
        open.CrashPoints.OnHit = watch;
        return await new Sweeper(open, SmallStore.Silent, null, store.Time).Sweep(
            store.Request(items),
            CancellationToken.None
        );
    }
}
