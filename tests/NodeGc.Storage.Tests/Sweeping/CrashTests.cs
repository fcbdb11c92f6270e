using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Deleting;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;
using NodeGc.Storage.Tests.Crashing;
using NodeGc.Stores.Docker.Guarding;

namespace NodeGc.Storage.Tests.Sweeping;

/// <summary>
/// Lets the process die at every single step: from that moment on, each further step fails too, so that nothing is
/// tidied up. The next start must find a store in which every item is either where it belongs, whole, or in the
/// quarantine, whole.
/// </summary>
[Category("Slow")]
internal sealed class CrashTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static IEnumerable<string> Names => StoreKind.All.Select(kind => kind.Name);

    [TestCaseSource(nameof(Names))]
    public async Task A_sweep_that_dies_anywhere_leaves_every_item_whole_in_one_place(string kind)
    {
        using var disk = DiskFor(kind);
        for (var fatal = 1; ; fatal++)
        {
            using var store = new SmallStore(disk);
            var items = StoreKind.Named(kind).Fill(store);
            var before = store.Snapshot();
            var died = await DieAt(fatal, store, open => Sweep(open, store, Day, items));
            await store.Recover();
            AssertEachInOnePlace(store, items, $"after dying at step {fatal}");
            Assert.That(await store.Recover(), Is.Empty, $"a second recovery after dying at step {fatal}");
            await store.Restore();
            Assert.That(store.Snapshot(), Is.EqualTo(before), $"after dying at step {fatal} and restoring");
            if (items.Any(item => item.Removal == RemovalMethod.Engine))
                Assert.That(store.Engine.Known, Does.ContainKey("pg"));
            if (!died)
                break;
        }
    }

    [TestCaseSource(nameof(Names))]
    public async Task A_restore_that_dies_anywhere_can_be_done_again(string kind)
    {
        using var disk = DiskFor(kind);
        for (var fatal = 1; ; fatal++)
        {
            using var store = new SmallStore(disk);
            var items = StoreKind.Named(kind).Fill(store);
            var before = store.Snapshot();
            await store.Sweep(items);
            var died = await DieAt(fatal, store, open =>
                new Restorer(open, store.Engine.Functions, store.Time).Restore(SmallStore.Run, null, default)
            );
            await store.Recover();
            AssertEachInOnePlace(store, items, $"after dying at step {fatal}");
            await store.Restore();
            Assert.That(store.Snapshot(), Is.EqualTo(before), $"after dying at step {fatal}");
            Assert.That(QuarantineListing.Read(store.Tree.Root), Is.Empty);
            Assert.That(store.Exists(".nodegc/quarantine/run-1"), Is.False, $"after dying at step {fatal}");
            if (!died)
                break;
        }
    }

    [TestCaseSource(nameof(Names))]
    public async Task A_deletion_that_dies_anywhere_is_finished_or_has_not_begun(string kind)
    {
        using var disk = DiskFor(kind);
        for (var fatal = 1; ; fatal++)
        {
            using var store = new SmallStore(disk);
            var items = StoreKind
                .Named(kind)
                .Fill(store)
                .Where(item => item.Removal == RemovalMethod.Filesystem)
                .ToArray();
            var died = await DieAt(fatal, store, open => Sweep(open, store, TimeSpan.Zero, items));
            await store.Recover();
            var kept = QuarantineListing.Read(store.Tree.Root).Select(item => item.Id).ToHashSet();
            foreach (var item in items.Where(item => store.Exists(item) || kept.Contains(item.Id)))
                AssertEachInOnePlace(store, [item], $"after dying at step {fatal}");
            Expire(store);
            foreach (var item in items.Where(item => !store.Exists(item)))
                AssertGone(store, item, $"after dying at step {fatal}");
            Assert.That(store.Exists(".nodegc/quarantine/run-1"), Is.False, $"after dying at step {fatal}");
            if (!died)
                break;
        }
    }

    private static BtrfsDisk? DiskFor(string kind) => StoreKind.Named(kind).NeedsBtrfs ? new BtrfsDisk() : null;

    private static Task<SweepReport> Sweep(
        WritableStore open,
        SmallStore store,
        TimeSpan quarantine,
        PlanItem[] items
    ) =>
        new Sweeper(open, SmallStore.Silent, store.Engine.Functions, store.Time).Sweep(
            store.Request(quarantine, items),
            default
        );

    private static void Expire(SmallStore store)
    {
        using var open = WritableStore.Open(store.Tree.Root, DockerGuard.Instance);
        new Expiry(open, DeletionBounds.None, store.Time).DeleteAll(default);
    }

    /// <summary>False when there were fewer steps than that.</summary>
    private static async Task<bool> DieAt(int fatal, SmallStore store, Func<WritableStore, Task> action)
    {
        var step = 0;
        using var open = WritableStore.Open(store.Tree.Root, DockerGuard.Instance);
        open.CrashPoints.OnHit = moment =>
        {
            if (++step >= fatal)
                throw new DiedException(moment);
        };
        try
        {
            await action(open);
        }
        catch (DiedException)
        {
            return true;
        }
        return step >= fatal;
    }

    private static void AssertEachInOnePlace(SmallStore store, PlanItem[] items, string when)
    {
        var kept = QuarantineListing.Read(store.Tree.Root).ToDictionary(item => item.Id);
        foreach (var item in items)
        {
            var isHome = store.Exists(item);
            Assert.That(kept.ContainsKey(item.Id), Is.Not.EqualTo(isHome), $"{item.Id} {when}");
            if (!isHome)
                Assert.That(store.Exists(kept[item.Id].Place), Is.True, $"{item.Id} {when}");
            foreach (var companion in item.Directory.RelatedPaths)
                Assert.That(store.Exists(companion), Is.EqualTo(isHome), $"{companion} {when}");
            if (!isHome)
                Assert.That(
                    kept[item.Id].RelatedPaths.Select(companion => store.Exists(companion.Place)),
                    Is.All.True,
                    $"{item.Id} {when}"
                );
            if (item.Removal == RemovalMethod.Engine)
                Assert.That(store.Engine.Known.ContainsKey(item.Id.Name), Is.EqualTo(isHome), $"{item.Id} {when}");
        }
    }

    private static void AssertGone(SmallStore store, PlanItem item, string when)
    {
        Assert.That(item.Directory.RelatedPaths.Where(store.Exists), Is.Empty, when);
        Assert.That(store.KeptFiles(), Is.Empty, when);
    }

    private sealed class DiedException(string moment) : Exception($"died at '{moment}'");
}
