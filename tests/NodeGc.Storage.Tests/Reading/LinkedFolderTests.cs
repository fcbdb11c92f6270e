using NodeGc.Collector.Inventories;

namespace NodeGc.Storage.Tests.Reading;

/// <summary>Folders that an administrator moved to another disk and linked: engines work with them, and the report says
/// why nothing that they could own goes.</summary>
internal sealed class LinkedFolderTests : IDisposable
{
    private readonly StoreUnderTest test = new();
    private readonly string orphan;

    public LinkedFolderTests()
    {
        var store = test.Store;
        var known = store.Layer();
        var top = store.Layer(known);
        store.Container("web", store.Image("web:1", top), top, store.Volume("data"));
        store.CommittedBuildCache(store.BuildCache());
        orphan = store.OrphanDirectory(known).Directory;
        store.AnonymousVolume();
        store.Finish();
        test.Tree.Folder("docker/plugins");
        test.Tree.Folder("docker/tmp");
    }

    public void Dispose() => test.Dispose();

    [TestCase("containers")]
    [TestCase("image")]
    [TestCase("image/overlay2")]
    [TestCase("image/overlay2/layerdb")]
    [TestCase("buildkit")]
    [TestCase("overlay2")]
    [TestCase("overlay2/l")]
    [TestCase("volumes")]
    [TestCase("plugins")]
    [TestCase("tmp")]
    public async Task Names_the_link_with_its_reason_and_a_remedy(string folder)
    {
        MoveAndLink(folder);

        var doubts = (await test.ReadAsync()).Doubts;

        Assert.That(doubts, Is.Not.Empty);
        var places = doubts.Select(doubt => (doubt.Kind, doubt.Subject));
        Assert.That(places, Is.All.EqualTo((DoubtKind.UnknownLayout, folder)), string.Join('\n', doubts));
        Assert.That(doubts[0].Message, Does.Contain($"symbolic link to {test.Tree.At("elsewhere")}"));
        Assert.That(doubts[0].Message, Does.Contain("mount --bind"));
    }

    [TestCase("containers")]
    [TestCase("image")]
    [TestCase("overlay2/l")]
    public async Task Keeps_what_a_linked_folder_could_own(string folder)
    {
        MoveAndLink(folder);

        var garbage = await test.FindGarbageAsync();

        Assert.That(garbage.Where(name => Directory.Exists(test.Tree.At($"docker/overlay2/{name}"))), Is.Empty);
        if (folder == "containers")
            Assert.That(garbage, Is.Empty, "volumes too");
    }

    /// <summary>BuildKit names its own directories with 25 characters; one of 64 digits that nothing names is not
    /// its.</summary>
    [Test]
    public async Task Keeps_the_build_cache_of_a_linked_buildkit_and_what_it_is_based_on()
    {
        MoveAndLink("buildkit");

        var garbage = await test.FindGarbageAsync();

        var directories = garbage.Where(name => Directory.Exists(test.Tree.At($"docker/overlay2/{name}")));
        Assert.That(directories, Is.EqualTo(new[] { orphan }));
    }

    [Test]
    public async Task Says_that_a_link_leads_nowhere()
    {
        MoveAndLink("buildkit");
        Directory.Delete(test.Tree.At("elsewhere"), recursive: true);

        var messages = (await test.ReadAsync()).Doubts.Select(doubt => doubt.Message);
        Assert.That(messages, Has.Some.Contains("dangling symbolic link"));
    }

    [Test]
    public async Task Asks_for_the_file_itself_where_a_file_is_linked()
    {
        MoveAndLink("image/overlay2/repositories.json");

        var doubt = (await test.ReadAsync()).Doubts.Single();

        Assert.That(doubt.Subject, Is.EqualTo("image/overlay2/repositories.json"));
        Assert.That(doubt.Message, Does.Contain("with the file"));
    }

    [Test]
    public async Task A_store_of_another_driver_with_a_link_inside_is_read_all_the_same()
    {
        test.Tree.Folder($"docker/fuse-overlayfs/{new string('a', 64)}/diff");
        test.Tree.Folder("elsewhere");
        test.Tree.Link("docker/fuse-overlayfs/l", test.Tree.At("elsewhere"));
        test.ConfiguredDriver = "overlay2";

        var doubts = (await test.ReadAsync()).Doubts;

        Assert.That(doubts.Select(doubt => doubt.Subject), Is.EqualTo(new[] { "fuse-overlayfs/l" }));
    }

    private void MoveAndLink(string path)
    {
        var (here, elsewhere) = (test.Tree.At($"docker/{path}"), test.Tree.At("elsewhere"));
        Directory.Move(here, elsewhere);
        File.CreateSymbolicLink(here, elsewhere);
    }
}
