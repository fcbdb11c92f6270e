using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;
using NodeGc.Storage.Tests.Sweeping;
using NodeGc.Stores.Docker.Guarding;

namespace NodeGc.Storage.Tests.Faults;

/// <summary>The disk fails: each item has an outcome, nothing is lost, and when the fault is over
/// the next run comes to the end.</summary>
internal sealed class FaultTests
{
    [TestCase("move")]
    [TestCase("moved")]
    [TestCase("unlink")]
    public async Task Loses_nothing_on_a_disk_that_fails(string moment)
    {
        using var disk = new FailingDisk();
        var store = new SmallStore(disk.Root); // Disposed with its disk, from which nothing may be removable any more.
        PlanItem[] items = [store.Layer('a'), store.Layer('b'), store.OrphanVolume("v")];
        disk.Sync();

        var report = await SweepAsync(store, moment, disk.Fail, items);
        disk.Heal();

        Assert.That(report.Items.Select(item => item.Item), Is.EqualTo(items));
        Assert.That(
            string.Join(
                '\n',
                report.Items.Select(item => item.Outcome).Append<object?>(report.StopReason).Concat(report.Notes)
            ),
            Does.Contain("EIO")
        );
        await ProveTheNextRunFinishesAsync(store, items);
    }

    [Test]
    public async Task Finishes_a_deletion_when_the_disk_that_failed_is_back()
    {
        using var disk = new FailingDisk();
        var store = new SmallStore(disk.Root); // Disposed with its disk, from which nothing may be removable any more.
        var layer = store.Layer('a');
        disk.Sync();

        var report = await SweepAsync(store, store.Request(TimeSpan.Zero, layer), "delete", disk.Fail);
        disk.Heal();
        await store.Recover();

        Assert.That(
            report.Items.Single().Outcome is ItemOutcome.Failed || report.StopReason is not null,
            report.ToString()
        );
        Assert.That(store.Exists(layer), Is.False);
        Assert.That(store.KeptFiles(), Is.Empty);
    }

    [Test]
    public async Task Leaves_an_item_where_no_folder_can_be_made_for_it()
    {
        using var parent = new TempTree(TempTree.InMemory);
        parent.Mount("tiny", "-t", "tmpfs", "-o", "nr_inodes=64", "tmpfs");
        using var store = new SmallStore(parent.At("tiny"));
        var layer = store.Layer('a');
        var before = store.Snapshot();
        using (var open = WritableStore.Open(store.Tree.Root, DockerGuard.Instance))
        {
            var number = 0;
            Assert.That(
                () =>
                {
                    while (true)
                        File.Create(parent.At($"tiny/{number++}")).Dispose();
                },
                Throws.InstanceOf<IOException>()
            );
            var report = await new Sweeper(open, SmallStore.Silent, null, store.Time).Sweep(
                store.Request(layer),
                default
            );
            while (number-- > 0)
                File.Delete(parent.At($"tiny/{number}"));
            Assert.That(
                report.Items.Single().Outcome,
                Is.InstanceOf<ItemOutcome.Failed>().With.Property("Error").Contains("ENOSPC")
            );
            Assert.That(store.Snapshot(), Is.EqualTo(before));
        }
        await ProveTheNextRunFinishesAsync(store, layer);
    }

    [Test]
    public async Task Leaves_a_directory_that_something_is_mounted_on()
    {
        using var store = new SmallStore(TempTree.InMemory);
        var (busy, other) = (store.OrphanVolume("busy"), store.OrphanVolume("other"));
        TempTree.Run("mount", "--bind", store.Tree.At("volumes/busy"), store.Tree.At("volumes/busy"));
        var report = await store.Sweep(busy, other);
        TempTree.Run("umount", store.Tree.At("volumes/busy"));

        Assert.That(
            report.Items[0].Outcome,
            Is.InstanceOf<ItemOutcome.Failed>().With.Property("Error").Contains("EBUSY")
        );
        Assert.That(report.Items[1].Outcome, Is.InstanceOf<ItemOutcome.Quarantined>());
        await ProveTheNextRunFinishesAsync(store, busy);
    }

    [Test]
    public async Task Leaves_a_layer_in_a_folder_that_may_not_be_changed()
    {
        using var store = new SmallStore();
        var layer = store.Layer('a');
        var before = store.Snapshot();
        var report = await WhileImmutableAsync(store, "overlay2", () => store.Sweep(layer));
        Assert.That(
            report.Items.Single().Outcome,
            Is.InstanceOf<ItemOutcome.Failed>().With.Property("Error").Contains("EPERM")
        );
        Assert.That(store.Snapshot(), Is.EqualTo(before));
        await ProveTheNextRunFinishesAsync(store, layer);
    }

    [Test]
    public async Task Puts_back_a_layer_whose_short_link_could_not_be_removed()
    {
        using var store = new SmallStore();
        var layer = store.Layer('a');
        var before = store.Snapshot();
        var report = await WhileImmutableAsync(store, "overlay2/l", () => store.Sweep(layer));
        Assert.That(report.Items.Single().Outcome, Is.InstanceOf<ItemOutcome.Quarantined>());
        Assert.That(report.Notes.Single(), Does.Contain("EPERM"));
        Assert.That((await store.Restore()).Single().Outcome, Is.EqualTo(new RestoreOutcome.Restored(null)));
        Assert.That(store.Snapshot(), Is.EqualTo(before));
    }

    private static async Task<SweepReport> WhileImmutableAsync(
        SmallStore store,
        string folder,
        Func<Task<SweepReport>> sweep
    )
    {
        TempTree.Run("chattr", "+i", store.Tree.At(folder));
        try
        {
            return await sweep();
        }
        finally
        {
            TempTree.Run("chattr", "-i", store.Tree.At(folder));
        }
    }

    private static async Task ProveTheNextRunFinishesAsync(SmallStore store, params PlanItem[] items)
    {
        await store.Recover();
        await store.Sweep(items);
        Assert.That(items.Where(store.Exists), Is.Empty);
        Assert.That(
            QuarantineListing.Read(store.Tree.Root).Select(kept => kept.Id),
            Is.SupersetOf(items.Select(item => item.Id))
        );
        await store.Restore();
        Assert.That(items.Where(store.Exists), Is.EqualTo(items));
        Assert.That(
            items
                .Where(item => item.Class == CleanupClass.Layers)
                .Select(item => store.Exists($"{item.Directory.Path}/diff/usr/share/file")),
            Is.All.True
        );
    }

    private static Task<SweepReport> SweepAsync(
        SmallStore store,
        string moment,
        Action fault,
        params PlanItem[] items
    ) => SweepAsync(store, store.Request(items), moment, fault);

    private static async Task<SweepReport> SweepAsync(
        SmallStore store,
        SweepRequest request,
        string moment,
        Action fault
    )
    {
        using var open = WritableStore.Open(store.Tree.Root, DockerGuard.Instance);
        open.CrashPoints.OnHit = reached =>
        {
            if (reached != moment)
                return;
            open.CrashPoints.OnHit = _ => { };
            fault();
        };
        return await new Sweeper(open, SmallStore.Silent, null, store.Time).Sweep(request, CancellationToken.None);
    }
}
