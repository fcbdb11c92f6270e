using NodeGc.Collector.Inventories;
using NodeGc.Testing.Stores;

namespace NodeGc.Storage.Tests.Reading;

/// <summary>A lost piece keeps what it could own, and the orphans beside it still go. What helps, and which file it is,
/// is said.</summary>
internal sealed class NarrowDoubtTests : IDisposable
{
    private static readonly string Stray = new('f', 64);
    private readonly StoreUnderTest test = new();
    private readonly StoredLayer top;
    private readonly StoredContainer container;
    private readonly string image;
    private readonly string orphan;
    private readonly string loneInit;

    public NarrowDoubtTests()
    {
        var store = test.Store;
        top = store.Layer(store.Layer());
        image = store.Image("web:1", top);
        container = store.Container("web", image, top);
        orphan = store.OrphanDirectory().Directory;
        loneInit = new string('d', 64) + "-init";
        store.Write($"overlay2/{loneInit}/diff/f", "");
        store.Finish();
    }

    public void Dispose() => test.Dispose();

    [Test]
    public async Task An_empty_mount_of_no_container_keeps_at_most_a_pair_that_no_other_mount_names()
    {
        var pair = new string('e', 64);
        foreach (var name in new[] { pair, $"{pair}-init" })
            test.Store.Write($"overlay2/{name}/diff/f", "");
        Directory.CreateDirectory(Mount(Stray));

        var inventory = await test.ReadAsync();

        Assert.That(StoreUnderTest.Garbage(inventory), Is.EquivalentTo(new[] { orphan, loneInit }));
        Assert.That(
            inventory.Doubts.Single().Owned.Select(id => id.Name),
            Is.EquivalentTo(new[] { $"overlay2/{pair}", $"overlay2/{pair}-init" })
        );
    }

    [Test]
    public async Task An_empty_mount_that_no_pair_can_belong_to_is_debris_and_no_doubt()
    {
        Directory.CreateDirectory(Mount(Stray));

        var inventory = await test.ReadAsync();

        Assert.That(inventory.Doubts, Is.Empty);
        Assert.That(
            inventory.Resources.Select(resource => resource.Id),
            Does.Contain(new ResourceId(ResourceKind.Debris, $"image/overlay2/layerdb/mounts/{Stray}"))
        );
    }

    [Test]
    public async Task An_empty_mount_of_a_container_keeps_everything_that_could_be_its_own()
    {
        foreach (var file in Directory.EnumerateFiles(Mount(container.Id)))
            File.Delete(file);

        var garbage = await test.FindGarbageAsync();

        Assert.That(garbage, Does.Not.Contain(container.Directory).And.Not.Contain(container.InitDirectory));
    }

    [Test]
    public async Task An_empty_record_of_a_layer_that_nothing_refers_to_is_debris_and_no_doubt()
    {
        Directory.CreateDirectory(test.Store.At($"image/overlay2/layerdb/sha256/{Stray}"));

        var inventory = await test.ReadAsync();

        Assert.That(inventory.Doubts, Is.Empty);
        Assert.That(StoreUnderTest.Garbage(inventory), Is.EquivalentTo(new[] { orphan, loneInit }));
        Assert.That(
            inventory.Resources.Select(resource => resource.Id),
            Does.Contain(new ResourceId(ResourceKind.Debris, $"image/overlay2/layerdb/sha256/{Stray}"))
        );
    }

    [Test]
    public async Task An_empty_record_of_a_layer_that_an_image_needs_keeps_its_directory()
    {
        var record = test.Store.At($"image/overlay2/layerdb/sha256/{top.ChainId[7..]}");
        foreach (var file in Directory.EnumerateFiles(record))
            File.Delete(file);

        Assert.That(await test.FindGarbageAsync(), Is.EqualTo(new[] { loneInit }));
    }

    [Test]
    public async Task A_lost_list_of_names_keeps_images_and_no_directory()
    {
        File.WriteAllBytes(test.Store.At("image/overlay2/repositories.json"), []);

        var inventory = await test.ReadAsync();

        Assert.That(StoreUnderTest.Garbage(inventory), Is.EquivalentTo(new[] { orphan, loneInit }));
        Assert.That(inventory.Doubts.Single().Owned.Select(id => id.Kind), Is.EqualTo(new[] { ResourceKind.Image }));
        Assert.That(
            inventory.Doubts.Single().Message,
            Does.Contain("it is empty").And.Contain("move it away and start the engine")
        );
    }

    [Test]
    public async Task A_lost_image_keeps_recorded_layers_and_no_orphan()
    {
        File.WriteAllBytes(test.Store.At($"image/overlay2/imagedb/content/sha256/{image[7..]}"), []);

        var inventory = await test.ReadAsync();

        Assert.That(StoreUnderTest.Garbage(inventory), Is.EquivalentTo(new[] { orphan, loneInit }));
        Assert.That(inventory.Doubts.Single().Owned.Select(id => id.Name), Does.Contain($"overlay2/{top.Directory}"));
    }

    [TestCase("config.v2.json")]
    [TestCase("hostconfig.json")]
    public async Task A_lost_configuration_of_a_container_is_named_and_keeps_no_orphan_of_the_driver(string file)
    {
        File.WriteAllBytes(test.Store.At($"containers/{container.Id}/{file}"), []);

        var inventory = await test.ReadAsync();

        Assert.That(inventory.Doubts.Single().Subject, Is.EqualTo($"containers/{container.Id}/{file}"));
        Assert.That(StoreUnderTest.Garbage(inventory), Is.EquivalentTo(new[] { orphan, loneInit }));
    }

    [TestCase("cache-id")]
    [TestCase("diff")]
    public async Task A_lost_file_of_a_layer_is_named_and_not_its_folder(string file)
    {
        var path = $"image/overlay2/layerdb/sha256/{top.ChainId[7..]}/{file}";
        File.WriteAllBytes(test.Store.At(path), []);

        Assert.That((await test.ReadAsync()).Doubts.Select(doubt => doubt.Subject), Is.EqualTo(new[] { path }));
    }

    private string Mount(string id) => test.Store.At($"image/overlay2/layerdb/mounts/{id}");
}
