using System.Globalization;
using NodeGc.Host.Linux;
using NodeGc.Removal.Deleting;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;
using NodeGc.Storage.Tests.Sweeping;
using NodeGc.Stores.Docker.Guarding;

namespace NodeGc.Storage.Tests.Quarantining;

internal sealed class WritableStoreTests : IDisposable
{
    private readonly SmallStore store = new(TempTree.InMemory);

    public void Dispose() => store.Dispose();

    [Test]
    public void Lets_one_process_at_a_time_sweep_a_root_and_says_who_does()
    {
        using (WritableStore.Open(store.Tree.Root, DockerGuard.Instance))
        {
            var error = Assert.Throws<StoreLockedException>(() =>
                WritableStore.Open(store.Tree.Root, DockerGuard.Instance)
            );
            Assert.That(error.Holder, Does.Contain(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            Assert.That(error.Message, Does.StartWith(store.Tree.Root));
        }
        Assert.That(
            () =>
            {
                using var _ = WritableStore.Open(store.Tree.Root, DockerGuard.Instance);
            },
            Throws.Nothing
        );
    }

    [Test]
    public void Says_that_a_root_is_missing() =>
        Assert.That(
            () => WritableStore.Open("/nowhere/docker", DockerGuard.Instance),
            Throws.TypeOf<LinuxException>().With.Property("ErrorName").EqualTo("ENOENT")
        );

    [Test]
    public void Says_that_a_root_is_mounted_read_only()
    {
        store.Tree.Mount("root", "-t", "tmpfs", "-o", "ro", "tmpfs");
        Assert.That(
            () => WritableStore.Open(store.Tree.At("root"), DockerGuard.Instance),
            Throws.TypeOf<LinuxException>().With.Property("ErrorName").EqualTo("EROFS")
        );
    }

    [Test]
    public async Task Moves_nothing_when_the_disk_is_full_and_says_so()
    {
        using var full = new SmallStore(MountTiny());
        var layer = full.Layer('a');
        var before = full.Snapshot();
        using var open = WritableStore.Open(full.Tree.Root, DockerGuard.Instance);
        Fill(full.Tree.At("filler"));
        var report = await new Sweeper(open, SmallStore.Silent, null, full.Time).Sweep(full.Request(layer), default);
        File.Delete(full.Tree.At("filler"));
        Assert.That(report.StopReason, Does.Contain("ENOSPC").And.Contain("nothing was moved"));
        Assert.That(full.Snapshot(), Is.EqualTo(before));
        Assert.That(
            (await new Sweeper(open, SmallStore.Silent, null, full.Time).Sweep(full.Request(layer), default))
                .Items.Single()
                .Outcome,
            Is.InstanceOf<ItemOutcome.Quarantined>()
        );
    }

    [Test]
    public async Task Keeps_the_quarantine_on_the_mount_of_the_drivers_home()
    {
        store.Tree.Mount("overlay2", "--bind", store.Tree.At("overlay2"));
        var layer = store.Layer('a');
        var before = store.Snapshot();
        var report = await store.Sweep(layer);
        Assert.That(
            report.Items.Single().Outcome,
            Is.InstanceOf<ItemOutcome.Quarantined>()
                .With.Property("Place")
                .EqualTo($"overlay2/.nodegc-quarantine/run-1/{new string('a', 64)}")
        );
        await store.Restore();
        Directory.Delete(store.Tree.At("overlay2/.nodegc-quarantine"));
        Assert.That(store.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task Leaves_volumes_that_are_on_another_mount()
    {
        store.Tree.Mount("volumes", "--bind", store.Tree.At("volumes"));
        var volume = store.OrphanVolume("v");
        Assert.That((await store.Sweep(volume)).Items.Single().Outcome, Is.InstanceOf<ItemOutcome.NowInUse>());
        Assert.That(store.Exists(volume), Is.True);
        Assert.That(Directory.GetFileSystemEntries(store.Tree.At("volumes")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Deletes_what_has_expired_and_nothing_else()
    {
        await store.Sweep(store.Request(TimeSpan.FromHours(1), store.Layer('a')), SmallStore.Silent);
        store.Time.Advance(TimeSpan.FromMinutes(30));
        await store.Sweep(store.Request(TimeSpan.FromHours(1), store.Layer('b')), SmallStore.Silent);
        store.Time.Advance(TimeSpan.FromMinutes(45));
        using var open = WritableStore.Open(store.Tree.Root, DockerGuard.Instance);
        var report = new Expiry(open, DeletionBounds.None, store.Time).DeleteExpired(default);
        Assert.That(report.Deleted.Select(item => item.Name), Is.EqualTo([$"overlay2/{new string('a', 64)}"]));
        Assert.That(
            QuarantineListing.Read(store.Tree.Root).Select(item => item.Name),
            Is.EqualTo([$"overlay2/{new string('b', 64)}"])
        );
        Assert.That(store.Exists($".nodegc/quarantine/run-1/layers/{new string('a', 64)}"), Is.False);
    }

    [Test]
    public async Task Deletes_nothing_that_took_an_items_place_in_the_quarantine()
    {
        await store.Sweep(store.Layer('a'));
        var place = QuarantineListing.Read(store.Tree.Root).Single().Place;
        Directory.Move(store.Tree.At(place), store.Tree.At("taken-out"));
        store.Tree.File($"{place}/precious");
        using var open = WritableStore.Open(store.Tree.Root, DockerGuard.Instance);
        var report = new Expiry(open, DeletionBounds.None, store.Time).DeleteAll(default);
        Assert.That(report.Errors, Has.Length.EqualTo(1));
        Assert.That(store.Exists($"{place}/precious"), Is.True);
    }

    [Test]
    public async Task Restores_one_item_and_leaves_the_others()
    {
        var (one, other) = (store.Layer('a'), store.Layer('b'));
        await store.Sweep(one, other);
        await store.Restore(one.Id);
        Assert.That(store.Exists(one), Is.True);
        Assert.That(store.Exists($"overlay2/l/{SmallStore.LinkName('a')}"), Is.True);
        Assert.That(QuarantineListing.Read(store.Tree.Root).Single().Id, Is.EqualTo(other.Id));
    }

    [Test]
    public async Task Refuses_to_restore_over_a_short_link_made_meanwhile()
    {
        await store.Sweep(store.Layer('a'));
        store.Tree.Link($"overlay2/l/{SmallStore.LinkName('a')}", "../another/diff");
        Assert.That((await store.Restore()).Single().Outcome, Is.InstanceOf<RestoreOutcome.Refused>());
        Assert.That(QuarantineListing.Read(store.Tree.Root), Has.Length.EqualTo(1));
    }

    [Test]
    public void Lists_nothing_where_there_never_was_a_quarantine() =>
        Assert.That(QuarantineListing.Read(store.Tree.Root), Is.Empty);

    [TestCase("")]
    [TestCase("..")]
    [TestCase("a/b")]
    [TestCase("run\n")]
    public void Refuses_a_run_whose_name_is_invalid(string name) =>
        Assert.That(() => new RunId(name), Throws.ArgumentException);

    private string MountTiny()
    {
        store.Tree.Mount("tiny", "-t", "tmpfs", "-o", "size=128k", "tmpfs");
        return store.Tree.At("tiny");
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        Assert.That(
            () =>
            {
                while (true)
                    file.Write(new byte[1024]);
            },
            Throws.InstanceOf<IOException>()
        );
    }
}
