using System.Collections.Immutable;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>
/// A piece of metadata is lost while the engine is stopped. The report says what to do, the test does just that, and
/// then nothing is in doubt and the engine works.
/// </summary>
[TestFixture(DockerRelease.Docker20)]
[TestFixture(DockerRelease.Docker28)]
public sealed class RemedyScenarios(DockerRelease release)
{
    private const string Names = "image/overlay2/repositories.json";
    private Node node = null!;
    private StoreCheck check = null!;
    private string app = null!;
    private string web = null!;
    private string archive = null!;

    [SetUp]
    public void MakeStore()
    {
        node = Node.Start(new DockerdOptions { Release = release });
        node.Docker.BuildWithBuildKit("app:1", "FROM base:1\nCOPY f /f\nRUN touch /x\n", ("f", "content"));
        web = node.Docker.Create("web", "app:1", "-v", "data:/data");
        app = node.Docker.Do("inspect", "--format", "{{.Id}}", "app:1");
        archive = Path.Combine(node.Dockerd.Folder, "app.tar");
        node.Docker.Do("save", "-o", archive, "app:1");
        check = StoreCheck.Take(node.Docker);
        node.Dockerd.Stop();
    }

    [TearDown]
    public void RemoveStore() => node.Dispose();

    [Test]
    public async Task Names_of_images_are_given_again()
    {
        Empty(Names);
        await AssertAdvisedAsync(Names, "move it away and start the engine");

        MoveAway(Names);
        node.Dockerd.Resume();
        node.Docker.Do("tag", app, "app:1");

        await AssertHealedAsync();
    }

    [Test]
    public async Task An_image_is_loaded_again()
    {
        var content = $"image/overlay2/imagedb/content/sha256/{app["sha256:".Length..]}";
        Empty(content);
        await AssertAdvisedAsync(content, "load or build the same image again");

        node.Dockerd.Resume();
        node.Docker.Do("load", "-i", archive);

        await AssertHealedAsync();
    }

    [Test]
    public async Task A_layer_is_moved_away_and_loaded_again()
    {
        var record = $"image/overlay2/layerdb/sha256/{TopChain()}";
        Empty($"{record}/cache-id");
        await AssertAdvisedAsync($"{record}/cache-id", "move the layer's directory out of");

        MoveAway(record);
        node.Dockerd.Resume();
        node.Docker.Do("load", "-i", archive);
        node.Dockerd.Restart();

        await AssertHealedAsync();
    }

    [Test]
    public async Task A_container_without_its_host_configuration_is_removed()
    {
        var file = $"containers/{web}/hostconfig.json";
        Empty(file);
        await AssertAdvisedAsync(file, "write {} to it");

        File.WriteAllText(At(file), "{}");
        node.Dockerd.Resume();
        node.Docker.Do("rm", "web");

        await AssertHealedAsync(web);
    }

    [Test]
    public async Task What_starts_upon_a_directory_without_its_parents_is_got_again()
    {
        var file = $"overlay2/{File.ReadAllText(At($"image/overlay2/layerdb/sha256/{TopChain()}/cache-id"))}/lower";
        Empty(file);
        await AssertAdvisedAsync(file, "remove the containers and images based on it and recreate them");

        node.Dockerd.Resume();
        node.Docker.Do("rm", "web");
        node.Docker.Do("rmi", "app:1");
        node.Docker.Do("builder", "prune", "-af");
        node.Docker.Do("load", "-i", archive);

        await AssertHealedAsync(web);
    }

    [TestCase("snapshots.db")]
    [TestCase("metadata_v2.db")]
    [TestCase("containerdmeta.db")]
    public async Task The_build_cache_begins_empty(string database)
    {
        Empty($"buildkit/{database}");
        await AssertAdvisedAsync($"buildkit/{database}", "move the whole buildkit directory away");

        MoveAway("buildkit");
        node.Dockerd.Resume();
        node.Docker.BuildWithBuildKit("again:1", "FROM base:1\nRUN touch /z\n");

        await AssertHealedAsync();
    }

    [Test]
    public async Task Volumes_are_found_again_by_a_start()
    {
        Empty("volumes/metadata.db");
        await AssertAdvisedAsync("volumes/metadata.db", "Start the engine once");

        node.Dockerd.Resume();

        await AssertHealedAsync();
    }

    [Test]
    public async Task Short_links_are_made_again()
    {
        MoveAway("overlay2/l");
        await AssertAdvisedAsync("overlay2/l", "mkdir");

        var advice =
            $"cd {At("overlay2")}; mkdir -p l; " + "for f in */link; do ln -sfn ../${f%/link}/diff l/$(cat $f); done";
        new ExternalCommand("/bin/sh", "-c", advice).Run();
        node.Dockerd.Resume();

        await AssertHealedAsync();
    }

    [TestCase("")]
    [TestCase("something else")]
    public async Task Link_files_are_written_again(string content)
    {
        var file = new DirectoryInfo(At("overlay2"))
            .EnumerateDirectories()
            .Select(layer => $"overlay2/{layer.Name}/link")
            .First(path => File.Exists(At(path)) && !path.Contains("-init", StringComparison.Ordinal));
        var before = await File.ReadAllTextAsync(At(file));
        await File.WriteAllTextAsync(At(file), content);
        await AssertAdvisedAsync(file, "readlink");

        var advice =
            $"cd {At("overlay2")}; "
            + "for l in l/*; do d=$(readlink $l); d=${d#../}; d=${d%/diff}; printf %s ${l#l/} > $d/link; done";
        new ExternalCommand("/bin/sh", "-c", advice).Run();
        node.Dockerd.Resume();

        await AssertHealedAsync();
        Assert.That(await File.ReadAllTextAsync(At(file)), Is.EqualTo(before));
    }

    private async Task AssertAdvisedAsync(string file, string advice)
    {
        var doubts = (await node.ScanAsync()).Inventory.Doubts;
        Assert.That(
            doubts.Where(doubt => doubt.Subject == file).Select(doubt => doubt.ToString()),
            Has.Some.Contains(advice),
            string.Join('\n', doubts)
        );
    }

    private async Task AssertHealedAsync(params string[] gone)
    {
        Assert.That((await node.ScanAsync()).Inventory.Doubts, Is.Empty);
        Assert.That(check.FindViolations(gone), Is.Empty);
    }

    private string At(string path) => Path.Combine(node.Dockerd.DataRoot, path);

    private void Empty(string file) => File.WriteAllBytes(At(file), []);

    private void MoveAway(string path) => Directory.Move(At(path), Path.Combine(node.Dockerd.Folder, "aside"));

    /// <summary>The layer upon which no other one stands that an image has.</summary>
    private string TopChain()
    {
        var layers = At("image/overlay2/layerdb/sha256");
        var parents = Directory
            .EnumerateFiles(layers, "parent", SearchOption.AllDirectories)
            .Select(file => File.ReadAllText(file)["sha256:".Length..])
            .ToImmutableHashSet();
        return Directory
            .EnumerateDirectories(layers)
            .Select(path => Path.GetFileName(path)!)
            .Single(chain => !parents.Contains(chain));
    }
}
