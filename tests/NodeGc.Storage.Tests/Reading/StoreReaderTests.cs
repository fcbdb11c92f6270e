using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Testing.Stores;

namespace NodeGc.Storage.Tests.Reading;

internal sealed class StoreReaderTests : IDisposable
{
    private readonly StoreUnderTest test = new();

    private StoreOnDisk Store => test.Store;

    public void Dispose() => test.Dispose();

    [Test]
    public async Task Keeps_all_layers_of_an_image_and_of_its_container()
    {
        var top = Store.Layer(Store.Layer(Store.Layer()));
        Store.Container("web", Store.Image("web:1", top), top);
        Store.Finish();

        var inventory = await test.ReadAsync();

        Assert.That(StoreUnderTest.Garbage(inventory), Is.Empty);
        Assert.That(inventory.Doubts, Is.Empty);
        Assert.That(inventory.Leftovers, Is.Empty);
        Assert.That(inventory.Resources.Count(resource => resource.IsCandidate), Is.EqualTo(5));
    }

    [Test]
    public async Task Finds_a_directory_that_nobody_names()
    {
        var layer = Store.Layer();
        Store.Image("web:1", layer);
        var orphan = Store.OrphanDirectory(layer);
        Store.Finish();

        var inventory = await test.ReadAsync();

        Assert.That(StoreUnderTest.Garbage(inventory), Is.EqualTo(new[] { orphan.Directory }));
        var facts = inventory
            .Resources.Single(resource => resource.Id.Name.EndsWith(orphan.Directory, StringComparison.Ordinal))
            .Directory!;
        Assert.That(facts.Path, Is.EqualTo($"overlay2/{orphan.Directory}"));
        Assert.That(facts.Links, Is.EqualTo(new[] { $"overlay2/l/{orphan.ShortName}" }));
    }

    [Test]
    public async Task Keeps_a_directory_that_lives_only_because_another_is_based_on_it()
    {
        var known = Store.Layer();
        var hidden = Store.OrphanDirectory();
        Store.Image("web:1", Store.LayerOn(known, hidden));
        Store.Finish();

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [Test]
    public async Task Keeps_build_cache_that_no_layer_store_knows()
    {
        Store.BuildCache();
        Store.CommittedBuildCache(Store.BuildCache());
        Store.LeasedDirectory();
        Store.Finish();

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [Test]
    public async Task Keeps_the_init_layer_although_the_file_that_names_it_is_gone()
    {
        var layer = Store.Layer();
        var container = Store.Container("web", Store.Image("web:1", layer), layer);
        Store.Finish();
        File.Delete(Store.At($"image/overlay2/layerdb/mounts/{container.Id}/init-id"));

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [Test]
    public async Task Finds_a_lone_init_directory_of_a_failed_creation()
    {
        var layer = Store.Layer();
        var container = Store.Container("web", Store.Image("web:1", layer), layer);
        Store.Finish();
        Directory.Delete(Store.At($"image/overlay2/layerdb/mounts/{container.Id}"), recursive: true);
        Directory.Delete(Store.At($"containers/{container.Id}"), recursive: true);
        Directory.Delete(Store.At($"overlay2/{container.Directory}"), recursive: true);

        Assert.That(await test.FindGarbageAsync(), Is.EqualTo(new[] { container.InitDirectory }));
    }

    [Test]
    public async Task Keeps_layers_without_an_image_while_they_are_in_the_layer_store()
    {
        Store.Layer(Store.Layer());
        Store.Finish();

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [Test]
    public async Task Keeps_what_is_mounted_with_relative_paths_in_the_namespace_of_one_thread()
    {
        var below = Store.OrphanDirectory();
        var upper = Store.OrphanDirectory();
        Store.Finish();
        test.Proc.Thread(
            1,
            77,
            "36 35 0:50 / / rw - overlay overlay "
                + $"rw,lowerdir=l/{below.ShortName},upperdir={upper.Directory}/diff,workdir={upper.Directory}/work"
        );

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [Test]
    public async Task Keeps_what_a_process_has_open()
    {
        var directory = Store.OrphanDirectory();
        var volume = Store.Volume("data");
        Store.Finish();
        test.Proc.Process(50, "tail", "tail", "-f")
            .OpenFile(50, 3, $"/other/spelling/overlay2/{directory.Directory}/diff/log")
            .OpenFile(50, 4, Store.At($"volumes/{volume}/_data/file"));

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [Test]
    public async Task Doubts_everything_while_the_mounts_of_a_process_cannot_be_read()
    {
        Store.OrphanDirectory();
        Store.Finish();
        test.Proc.Process(50, "hidden", "hidden");
        File.Delete(test.Proc.At("50/task/50/mountinfo"));
        Directory.CreateDirectory(test.Proc.At("50/task/50/mountinfo"));

        var inventory = await test.ReadAsync();

        Assert.That(inventory.Doubts.Single().Kind, Is.EqualTo(DoubtKind.KernelEvidenceMissing));
        Assert.That(StoreUnderTest.Garbage(inventory), Is.Empty);
    }

    [Test]
    public async Task A_write_set_younger_than_the_daemon_is_in_flight_and_an_older_one_is_debris()
    {
        Store.Write("image/overlay2/layerdb/tmp/write-set-1/tar-split.json.gz", "");
        Store.OrphanDirectory();
        Store.Finish();

        test.Daemon = new DaemonProcess(9, 9, DateTimeOffset.UtcNow.AddHours(-1)) { DataRoot = Store.Root };
        var during = await test.ReadAsync();
        test.Daemon = new DaemonProcess(9, 9, DateTimeOffset.UtcNow.AddHours(1)) { DataRoot = Store.Root };
        var after = await test.ReadAsync();

        Assert.That(during.InFlight.Single().Path, Is.EqualTo("image/overlay2/layerdb/tmp/write-set-1"));
        Assert.That(after.InFlight, Is.Empty);
        Assert.That(
            after.Resources.Where(resource => resource.Id.Kind == ResourceKind.Debris).Select(debris => debris.Id.Name),
            Is.EqualTo(["image/overlay2/layerdb/tmp/write-set-1"])
        );
    }

    [Test]
    public async Task A_daemon_that_does_not_answer_is_a_doubt()
    {
        Store.OrphanDirectory();
        Store.Finish();
        test.Daemon = new DaemonProcess(9, 9, DateTimeOffset.UtcNow.AddHours(-1))
        {
            DataRoot = Store.Root,
            Sockets = [test.Tree.At("no.sock")],
        };

        var inventory = await test.ReadAsync();

        Assert.That(
            inventory.Doubts.Select(doubt => doubt.Kind),
            Is.EquivalentTo(new[] { DoubtKind.EngineUnreachable, DoubtKind.StoreUnsettled })
        );
        Assert.That(StoreUnderTest.Garbage(inventory), Is.Empty);
    }

    [Test]
    public async Task A_half_removed_layer_is_reported_and_kept()
    {
        var layer = Store.Layer();
        Store.Finish();
        var chain = layer.ChainId[7..];
        Directory.Move(
            Store.At($"image/overlay2/layerdb/sha256/{chain}"),
            Store.At($"image/overlay2/layerdb/sha256/{chain}-{chain}-removing")
        );
        Directory.Delete(Store.At($"overlay2/{layer.Directory}/diff"));

        var inventory = await test.ReadAsync();

        Assert.That(
            inventory.Leftovers.Select(leftover => leftover.Kind),
            Is.EqualTo(new[] { LeftoverKind.RemovingLayer })
        );
        Assert.That(inventory.Doubts, Is.Empty);
        Assert.That(StoreUnderTest.Garbage(inventory), Is.Empty);
    }

    [TestCase("something")]
    [TestCase("4df04c95-backup")]
    public async Task A_name_that_is_no_layer_is_reported_and_never_a_candidate(string name)
    {
        Directory.CreateDirectory(Store.At($"overlay2/{name}"));
        Store.Finish();

        var inventory = await test.ReadAsync();

        Assert.That(inventory.Resources, Is.Empty);
        Assert.That(inventory.Leftovers.Single().Path, Is.EqualTo($"overlay2/{name}"));
    }

    [Test]
    public async Task A_short_link_without_its_directory_is_debris()
    {
        var layer = Store.OrphanDirectory();
        Store.Finish();
        Directory.Delete(Store.At($"overlay2/{layer.Directory}"), recursive: true);

        Assert.That(
            new Liveness(await test.ReadAsync()).Garbage.Select(garbage => garbage.Id),
            Is.EqualTo([new ResourceId(ResourceKind.Debris, $"overlay2/l/{layer.ShortName}")])
        );
    }

    [Test]
    public async Task Keeps_a_layer_whose_short_name_only_the_link_in_l_tells()
    {
        var hidden = Store.OrphanDirectory();
        Store.Image("web:1", Store.LayerOn(Store.Layer(), hidden));
        Store.Finish();
        File.Delete(Store.At($"overlay2/{hidden.Directory}/link"));

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [TestCase("overlay2")]
    [TestCase("image/overlay2/layerdb")]
    [TestCase("containers")]
    [TestCase("buildkit")]
    public async Task A_link_planted_where_a_directory_should_be_stops_everything_it_could_hide(string folder)
    {
        var orphan = Store.OrphanDirectory().Directory;
        Store.BuildCache();
        Store.Finish();
        Directory.Move(Store.At(folder), test.Tree.At("elsewhere"));
        Directory.CreateSymbolicLink(Store.At(folder), test.Tree.At("elsewhere"));

        var inventory = await test.ReadAsync();

        Assert.That(inventory.Doubts.Select(doubt => doubt.Subject), Does.Contain(folder));
        Assert.That(StoreUnderTest.Garbage(inventory), folder == "buildkit" ? Is.EqualTo(new[] { orphan }) : Is.Empty);
    }

    [Test]
    public async Task A_link_planted_in_place_of_a_layer_is_a_doubt()
    {
        Store.OrphanDirectory();
        var layer = Store.OrphanDirectory();
        Store.Finish();
        Directory.Delete(Store.At($"overlay2/{layer.Directory}"), recursive: true);
        Directory.CreateSymbolicLink(Store.At($"overlay2/{layer.Directory}"), test.Tree.Folder("elsewhere"));

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [Test]
    public async Task The_store_of_another_driver_is_dormant()
    {
        Directory.CreateDirectory(Store.At("aufs/diff"));
        test.Daemon = new DaemonProcess(9, 9, DateTimeOffset.UtcNow.AddHours(-1))
        {
            DataRoot = Store.Root,
            StorageDriver = "overlay2",
        };
        Store.Layer();
        Store.Finish();

        var store = (await test.ReadAsync()).Resources.Single(resource => resource.Id.Kind == ResourceKind.Store);
        Assert.That((store.Id.Name, store.Directory?.Path), Is.EqualTo(("aufs", "aufs")));
    }

    [Test]
    public async Task An_unknown_driver_in_use_is_a_doubt_and_none_of_overlay2_is_a_candidate()
    {
        Store.OrphanDirectory();
        Store.Finish();
        test.Daemon = new DaemonProcess(9, 9, DateTimeOffset.UtcNow.AddHours(-1))
        {
            DataRoot = Store.Root,
            StorageDriver = "zfs",
        };

        var inventory = await test.ReadAsync();

        Assert.That(inventory.Doubts.Select(doubt => doubt.Kind), Does.Contain(DoubtKind.UnsupportedDriver));
        Assert.That(inventory.Resources.Where(resource => resource.Id.Kind == ResourceKind.LayerDirectory), Is.Empty);
    }
}
