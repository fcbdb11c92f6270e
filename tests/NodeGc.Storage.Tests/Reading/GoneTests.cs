using NodeGc.Collector.Inventories;

namespace NodeGc.Storage.Tests.Reading;

/// <summary>Whole folders of metadata that are gone: a doubt that says so, about what they could own and nothing
/// else.</summary>
[Category("Slow")]
internal sealed class GoneTests : IDisposable
{
    private readonly StoreUnderTest test = new();
    private readonly string orphan;
    private readonly string cache;

    public GoneTests()
    {
        var store = test.Store;
        var top = store.Layer(store.Layer());
        var image = store.Image("web:1", top);
        store.Container("web", image, top, store.AnonymousVolume());
        cache = store.BuildCache(top).Directory;
        orphan = store.OrphanDirectory().Directory;
        store.Finish();
        store.Write("engine-id", "id");
        store.Write("plugins/tmp/.keep", "");
    }

    public void Dispose() => test.Dispose();

    [Test]
    public async Task A_sound_store_has_no_doubt() => Assert.That((await test.ReadAsync()).Doubts, Is.Empty);

    [TestCase("buildkit")]
    [TestCase("containers")]
    [TestCase("volumes")]
    [TestCase("plugins")]
    [TestCase("overlay2/l")]
    [TestCase("image/overlay2/imagedb/content/sha256")]
    [TestCase("image/overlay2/layerdb")]
    public async Task A_folder_that_is_gone_is_named(string folder)
    {
        Directory.Delete(test.Store.At(folder), recursive: true);

        Assert.That((await test.ReadAsync()).Doubts.Select(doubt => doubt.Subject), Does.Contain(folder));
    }

    [TestCase("buildkit")]
    [TestCase("containers")]
    [TestCase("plugins")]
    [TestCase("overlay2/l")]
    public async Task A_folder_that_was_emptied_is_named(string folder)
    {
        Directory.Delete(test.Store.At(folder), recursive: true);
        Directory.CreateDirectory(test.Store.At(folder));

        Assert.That((await test.ReadAsync()).Doubts.Select(doubt => doubt.Subject), Does.Contain(folder));
    }

    [TestCase("snapshots.db", true)]
    [TestCase("snapshots.db", false)]
    [TestCase("metadata_v2.db", true)]
    [TestCase("metadata_v2.db", false)]
    [TestCase("containerdmeta.db", true)]
    [TestCase("containerdmeta.db", false)]
    public async Task A_database_of_BuildKit_that_is_gone_or_empty_keeps_what_BuildKit_could_own(
        string name,
        bool isGone
    )
    {
        File.WriteAllBytes(test.Store.At($"buildkit/{name}"), []);
        if (isGone)
            File.Delete(test.Store.At($"buildkit/{name}"));

        var inventory = await test.ReadAsync();

        Assert.That(inventory.Doubts.Select(doubt => doubt.Subject), Is.EqualTo(new[] { $"buildkit/{name}" }));
        Assert.That(StoreUnderTest.Garbage(inventory), Is.EqualTo(new[] { orphan }));
    }

    [Test]
    public async Task Without_buildkit_its_directories_are_kept_and_orphans_of_others_go()
    {
        Directory.Delete(test.Store.At("buildkit"), recursive: true);

        var garbage = await test.FindGarbageAsync();

        Assert.That(garbage, Is.EqualTo(new[] { orphan }));
        Assert.That(garbage, Does.Not.Contain(cache));
    }

    [Test]
    public async Task Without_short_links_the_store_is_said_to_be_broken_once_and_nothing_is_kept_for_it()
    {
        Directory.Delete(test.Store.At("overlay2/l"), recursive: true);

        var inventory = await test.ReadAsync();

        Assert.That(
            inventory.Doubts.Select(doubt => (doubt.Subject, doubt.Scope)),
            Is.EqualTo(new[] { ("overlay2/l", DoubtScope.Nothing) })
        );
        Assert.That(inventory.Doubts[0].Message, Does.Contain("cannot start").And.Contain("ln -sfn"));
    }

    [Test]
    public async Task Without_the_home_of_the_driver_one_doubt_says_so_for_all_layers()
    {
        Directory.Delete(test.Store.At("overlay2"), recursive: true);

        Assert.That(
            (await test.ReadAsync()).Doubts.Count(doubt =>
                doubt.Subject.StartsWith("overlay2", StringComparison.Ordinal)
            ),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task A_store_of_an_engine_before_BuildKit_is_not_in_doubt_for_lack_of_it()
    {
        Directory.Delete(test.Store.At("buildkit"), recursive: true);
        Directory.Delete(test.Store.At("plugins"), recursive: true);
        Directory.Delete(test.Store.At($"overlay2/{cache}"), recursive: true);
        File.Delete(test.Store.At("engine-id"));

        Assert.That((await test.ReadAsync()).Doubts, Is.Empty);
    }
}
