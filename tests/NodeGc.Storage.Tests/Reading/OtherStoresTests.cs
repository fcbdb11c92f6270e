using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Storage.Tests.Reading;

/// <summary>Unused stores, and stores whose layers are not directories.</summary>
internal sealed class OtherStoresTests : IDisposable
{
    private static readonly string Container = new('c', 64);
    private static readonly string Layer = new('a', 64);
    private readonly StoreUnderTest test = new();

    public void Dispose() => test.Dispose();

    [Test]
    public async Task A_dormant_store_is_one_item_with_its_metadata_and_nothing_needs_it()
    {
        MakeDormantAufs();
        test.Store.Write("repositories-aufs", """{"Repositories":{}}""");

        var store = await FindStoreAsync("aufs");

        Assert.That(store?.Directory?.Path, Is.EqualTo("aufs"));
        Assert.That(store?.Directory?.RelatedPaths, Is.EquivalentTo(new[] { "image/aufs", "repositories-aufs" }));
        Assert.That(await test.FindGarbageAsync(), Is.EqualTo(new[] { "aufs" }));
    }

    [Test]
    public async Task A_dormant_store_takes_the_graph_along_that_is_its_own()
    {
        MakeDormantAufs();
        test.Store.Write("repositories-aufs", """{"Repositories":{}}""");
        test.Store.Write($"graph/{Layer}/json", $$"""{"id":"{{Layer}}"}""");

        Assert.That((await FindStoreAsync("aufs"))?.Directory?.RelatedPaths, Does.Contain("graph"));
    }

    [Test]
    public async Task A_dormant_store_is_kept_while_a_container_of_its_driver_exists()
    {
        MakeDormantAufs();
        test.Store.Write(
            $"containers/{Container}/config.v2.json",
            $$"""{"ID":"{{Container}}","Name":"/old","Driver":"aufs","State":{},"MountPoints":{},"Config":{} }"""
        );
        test.Store.Write($"containers/{Container}/hostconfig.json", "{}");

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [TestCase("/var/lib/docker/aufs/mnt/x")]
    [TestCase("/elsewhere/aufs/diff/" + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/f")]
    [TestCase("/proc/1/" + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/diff")]
    public async Task A_dormant_store_is_kept_while_a_process_has_something_in_it_open(string path)
    {
        MakeDormantAufs();
        test.Proc.Process(77, "tail", "/bin/tail").OpenFile(77, 3, path);

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [Test]
    public async Task A_dormant_vfs_is_kept_while_it_holds_the_data_of_a_volume_that_is_kept()
    {
        test.ConfiguredDriver = "overlay2";
        test.Store.Write($"vfs/dir/{Layer}/file", "rows");
        test.Store.Write("image/vfs/repositories.json", "{}");
        test.Store.Write(
            $"volumes/{Layer}/config.json",
            $$"""{"ID":"{{Layer}}","Path":"/var/lib/docker/vfs/dir/{{Layer}}","IsBindMount":false}"""
        );
        test.Store.Finish();

        var inventory = await test.ReadAsync();
        var graph = ResourceGraph.From(inventory.Resources);
        var kept = Marker.Mark(
            graph,
            [new Root(ResourceId.Volume(Layer), new RootReason("Test", RootBasis.Policy, "the volume stays"))]
        );

        Assert.That(kept.Contains(new ResourceId(ResourceKind.Store, "vfs")));
    }

    [Test]
    public async Task With_several_drivers_and_none_chosen_no_store_is_taken_for_dormant()
    {
        MakeDormantAufs();
        test.ConfiguredDriver = null;

        var inventory = await test.ReadAsync();

        Assert.That(inventory.Resources.Where(resource => resource.Id.Kind == ResourceKind.Store), Is.Empty);
        Assert.That(inventory.Doubts.Select(doubt => doubt.Kind), Does.Contain(DoubtKind.UnknownLayout));
    }

    [TestCase("zfs")]
    [TestCase("devicemapper")]
    public async Task Layers_that_are_not_directories_are_reported_and_left_alone(string driver)
    {
        test.Store.OrphanDirectory();
        test.Store.Write($"{driver}/metadata/{Layer}", "{}");
        test.Store.Finish();

        test.ConfiguredDriver = driver;
        var used = await test.ReadAsync();
        test.ConfiguredDriver = "overlay2";
        var dormant = await test.ReadAsync();

        Assert.That(used.Doubts.Single().Kind, Is.EqualTo(DoubtKind.UnsupportedDriver));
        Assert.That(used.Doubts.Single().Message, Does.Contain("only the engine can remove"));
        Assert.That(used.Resources.Where(resource => resource.Id.Kind == ResourceKind.LayerDirectory), Is.Empty);
        Assert.That(
            dormant.Leftovers.Single(leftover => leftover.Path == driver).Kind,
            Is.EqualTo(LeftoverKind.DormantStore)
        );
        Assert.That(dormant.Resources.Where(resource => resource.Id.Kind == ResourceKind.Store), Is.Empty);
    }

    [Test]
    public async Task T30_reports_the_image_store_of_containerd_and_judges_no_layer()
    {
        test.Store.Finish();
        foreach (var folder in new[] { "overlay2", "image", "buildkit" })
            Directory.Delete(test.Store.At(folder), recursive: true);
        const string snapshots = "containerd/daemon/io.containerd.snapshotter.v1.overlayfs/snapshots";
        foreach (var stray in new[] { "1", "999", "new-123" })
            test.Store.Write($"{snapshots}/{stray}/fs/file", "layer");
        test.Store.Write("rootfs/overlayfs/.keep", "");
        test.Store.Write("plugins/tmp/.keep", "");
        var left = test.Store.VolumeWithoutRecord("left");

        var inventory = await test.ReadAsync();

        Assert.That(inventory.Store.Driver, Is.EqualTo("containerd"));
        Assert.That(
            inventory.Doubts.Select(doubt => (doubt.Kind, doubt.Scope)),
            Is.EqualTo([(DoubtKind.ContainerdImageStore, DoubtScope.Nothing)])
        );
        Assert.That(
            inventory.Resources.Where(resource =>
                resource.Id.Kind is ResourceKind.LayerDirectory or ResourceKind.Layer
            ),
            Is.Empty
        );
        Assert.That(await test.FindGarbageAsync(), Is.EqualTo(new[] { left }));
    }

    [Test]
    public async Task What_a_storage_driver_left_is_a_dormant_store_once_images_are_kept_in_containerd()
    {
        test.Store.Layer();
        test.Store.Finish();
        test.ConfiguredContainerd = true;

        var inventory = await test.ReadAsync();

        Assert.That(
            inventory.Resources.Single(resource => resource.IsCandidate).Id,
            Is.EqualTo(new ResourceId(ResourceKind.Store, "overlay2"))
        );
        Assert.That(DoubtRules.Find(new Liveness(inventory)), Is.Empty);
    }

    [Test]
    public async Task A_branch_of_aufs_that_only_the_kernel_names_is_in_use()
    {
        var orphan = test.Store.OrphanDirectory();
        test.Store.Finish();
        test.Tree.File("sys/block/fs/aufs/si_1a2b/br0", $"/var/lib/docker/overlay2/{orphan.Directory}/diff=rw\n");

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    private void MakeDormantAufs()
    {
        test.ConfiguredDriver = "overlay2";
        Directory.CreateDirectory(test.Store.At($"aufs/diff/{Layer}"));
        Directory.CreateDirectory(test.Store.At("image/aufs/layerdb"));
        test.Store.Finish();
    }

    private async Task<Resource?> FindStoreAsync(string driver) =>
        (await test.ReadAsync()).Resources.SingleOrDefault(resource =>
            resource.Id == new ResourceId(ResourceKind.Store, driver)
        );
}
