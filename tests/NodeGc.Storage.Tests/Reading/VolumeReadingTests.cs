using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Stores.Docker.Volumes;
using NodeGc.Testing.Stores;

namespace NodeGc.Storage.Tests.Reading;

internal sealed class VolumeReadingTests : IDisposable
{
    private readonly StoreUnderTest test = new();

    private StoreOnDisk Store => test.Store;

    public void Dispose() => test.Dispose();

    [Test]
    public async Task Keeps_the_volumes_of_a_container_although_their_source_is_empty()
    {
        var layer = Store.Layer();
        Store.Container("web", Store.Image("web:1", layer), layer, Store.AnonymousVolume(), Store.Volume("data"));
        Store.Finish();

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [Test]
    public async Task Distinguishes_named_anonymous_and_unrecorded_volumes()
    {
        Store.Volume("named");
        var anonymous = Store.AnonymousVolume();
        Store.VolumeWithoutRecord("stray");
        Store.Finish();

        Assert.That(
            await FactsAsync("named"),
            Is.EqualTo(new VolumeFacts(IsKnown: true, IsAnonymous: false, IsLocal: true))
        );
        Assert.That(
            await FactsAsync(anonymous),
            Is.EqualTo(new VolumeFacts(IsKnown: true, IsAnonymous: true, IsLocal: true))
        );
        Assert.That(
            await FactsAsync("stray"),
            Is.EqualTo(new VolumeFacts(IsKnown: false, IsAnonymous: false, IsLocal: true))
        );
    }

    [Test]
    public async Task A_volume_with_mount_options_is_elsewhere()
    {
        Store.Volume("nfs");
        Store.Write(
            "volumes/nfs/opts.json",
            """{"MountType":"nfs","MountOpts":"addr=1.2.3.4","MountDevice":":/x","Quota":{"Size":0}}"""
        );
        Store.Finish();

        Assert.That((await FactsAsync("nfs")).IsLocal, Is.False);
    }

    [TestCase(null, true)]
    [TestCase("volumes/nfs/_data/hidden", false)]
    [TestCase("volumes/nfs/config.old", false)]
    public async Task A_volume_with_mount_options_is_a_record_only_if_nothing_else_is_there(
        string? file,
        bool isRecordOnly
    )
    {
        Store.Volume("nfs");
        Store.Write(
            "volumes/nfs/opts.json",
            """{"MountType":"nfs","MountOpts":"addr=1.2.3.4","MountDevice":":/x","Quota":{"Size":0}}"""
        );
        Directory.Delete(Store.At("volumes/nfs/_data"), recursive: true);
        Directory.CreateDirectory(Store.At("volumes/nfs/_data"));
        if (file is not null)
            Store.Write(file, "data");
        Store.Finish();

        Assert.That((await FactsAsync("nfs")).IsRecordOnly, Is.EqualTo(isRecordOnly));
    }

    [TestCase("""{"MountType":"none","MountOpts":"bind","MountDevice":"/moved/volumes/data/_data/sub"}""")]
    [TestCase(
        """{"MountType":"overlay","MountOpts":"lowerdir=/a:/r/volumes/data/_data,upperdir=/u","MountDevice":"x"}"""
    )]
    public async Task Keeps_a_volume_that_the_options_of_another_one_name(string options)
    {
        var layer = Store.Layer();
        Store.Volume("data");
        Store.Container("web", Store.Image("web:1", layer), layer, Store.Volume("view"));
        Store.Write("volumes/view/opts.json", options);
        Store.Finish();

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [TestCase("device", "/moved/volumes/data/_data")]
    [TestCase("o", "bind,lowerdir=/r/volumes/data/_data")]
    public async Task Keeps_a_volume_that_only_the_record_of_another_one_names(string option, string value)
    {
        Store.Volume("data");
        Store.VolumeRecord("view", (option, value), ("type", "none"));
        Store.Finish();

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [TestCase("/moved/volumes/data/_data")]
    [TestCase("../data/_data")]
    public async Task Keeps_a_volume_that_the_data_of_another_one_is_a_link_to(string target)
    {
        var layer = Store.Layer();
        Store.Volume("data");
        Store.Container("web", Store.Image("web:1", layer), layer, Store.Volume("view"));
        Directory.Delete(Store.At("volumes/view/_data"), recursive: true);
        Directory.CreateSymbolicLink(Store.At("volumes/view/_data"), target);
        Store.Finish();

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [Test]
    public async Task A_volume_whose_options_name_itself_needs_nothing()
    {
        Store.Volume("self");
        Store.Write("volumes/self/opts.json", """{"MountType":"none","MountDevice":"/d/volumes/self/_data"}""");
        Store.Finish();

        Assert.That((await test.ReadAsync()).Resources.Single().Needs, Is.Empty);
    }

    [Test]
    public async Task A_volume_whose_data_is_a_link_to_its_own_old_data_does_not_need_itself()
    {
        Store.Volume("self");
        Directory.Delete(Store.At("volumes/self/_data"), recursive: true);
        Directory.CreateSymbolicLink(Store.At("volumes/self/_data"), "/d/vfs/dir/self");
        Store.Finish();

        var volume = (await test.ReadAsync()).Resources.Single(resource => resource.Id == ResourceId.Volume("self"));

        Assert.That(volume.Needs, Has.None.EqualTo(volume.Id));
    }

    [Test]
    public async Task A_volume_whose_data_is_a_link_is_elsewhere()
    {
        Store.Volume("old");
        Directory.Delete(Store.At("volumes/old/_data"), recursive: true);
        Directory.CreateSymbolicLink(Store.At("volumes/old/_data"), "/var/lib/docker/vfs/dir/x");
        Store.Finish();

        Assert.That((await FactsAsync("old")).IsLocal, Is.False);
    }

    [Test]
    public async Task A_link_among_the_volumes_is_not_a_volume()
    {
        Directory.CreateSymbolicLink(Store.At("volumes/planted"), test.Tree.Folder("elsewhere"));
        Store.Finish();

        var inventory = await test.ReadAsync();

        Assert.That(inventory.Resources, Is.Empty);
        Assert.That(inventory.Leftovers.Single().Path, Is.EqualTo("volumes/planted"));
    }

    [Test]
    public async Task A_record_without_a_directory_is_a_volume_without_one()
    {
        Store.Volume("gone");
        Directory.Delete(Store.At("volumes/gone"), recursive: true);
        Store.Finish();

        var volume = (await test.ReadAsync()).Resources.Single();

        Assert.That(volume.Directory, Is.Null);
        Assert.That(volume.Volume!.IsKnown, Is.True);
    }

    [TestCase("""{"Binds":["data:/dst"],"Mounts":null}""")]
    [TestCase("""{"Binds":["/moved/docker/volumes/data/_data:/dst:ro"]}""")]
    [TestCase("""{"Binds":["/var/lib/docker/volumes/data/_data/sub:/dst"]}""")]
    [TestCase("""{"Mounts":[{"Type":"volume","Source":"data","Target":"/dst"}]}""")]
    public async Task Keeps_a_volume_that_only_the_host_configuration_names(string configuration)
    {
        var layer = Store.Layer();
        var container = Store.Container("web", Store.Image("web:1", layer), layer);
        Store.Volume("data");
        Store.Write($"containers/{container.Id}/hostconfig.json", configuration);
        Store.Finish();

        Assert.That(await test.FindGarbageAsync(), Is.Empty);
    }

    [Test]
    public async Task A_container_directory_with_nothing_in_it_is_debris_and_stops_nothing()
    {
        Directory.CreateDirectory(Store.At($"containers/{new string('c', 64)}"));
        Store.Volume("data");
        Store.Finish();

        var inventory = await test.ReadAsync();

        Assert.That(
            new Liveness(inventory).Garbage.Select(garbage => garbage.Id),
            Does.Contain(new ResourceId(ResourceKind.Debris, $"containers/{new string('c', 64)}"))
        );
        Assert.That(StoreUnderTest.Garbage(inventory), Is.EqualTo(new[] { "data" }));
    }

    [Test]
    public async Task A_data_root_within_a_volume_is_data_of_the_volume()
    {
        Store.Volume("dind");
        var inner = new StoreOnDisk(Store.At("volumes/dind/_data"));
        inner.OrphanDirectory();
        inner.Finish();
        Store.Finish();

        Assert.That(
            (await test.ReadAsync())
                .Resources.Where(resource => resource.IsCandidate)
                .Select(resource => resource.Id.Name),
            Is.EqualTo(new[] { "dind" })
        );
    }

    private async Task<VolumeFacts> FactsAsync(string name) =>
        (await test.ReadAsync()).Resources.Single(resource => resource.Id == ResourceId.Volume(name)).Volume!;
}
