using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodeGc.Agent.Explanations;
using NodeGc.Agent.Reports;
using NodeGc.Collector.Explaining;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>What <c>explain</c>, <c>images</c> and <c>tree</c> say, held against what the engine itself says.</summary>
public sealed class ExplainScenarios : NodeFixture
{
    [TearDown]
    public void ClearAway() => node.ClearAway();

    [Test]
    public async Task Traces_a_file_to_its_image_and_the_image_to_its_directories()
    {
        node.Docker.BuildClassic("traced:1", "FROM base:1\nCOPY f /only/here\nRUN touch /above\n", ("f", "content"));
        var file = FindFile(node.Layers.Home, "here");

        var traced = (await Explain(file)).Single();
        Assert.That(
            traced.Positions.Select(position => (position.Name, position.Position, position.Of)),
            Has.One.EqualTo(("traced:1", (int?)2, 3))
        );
        Assert.That(Chains("traced:1")[1], Is.EqualTo(traced.Layers.Single()));

        var image = (await Explain("traced:1")).Single();
        Assert.That(image.Directories[1].Path, Is.EqualTo(traced.Path));
        Assert.That(image.Directories.Select(directory => directory.Path), Is.EqualTo(MountedLayers("traced:1")));
    }

    [Test]
    public async Task Traces_a_file_that_a_running_container_shows_to_the_layer_it_lies_in()
    {
        node.Docker.BuildClassic("seen:1", "FROM base:1\nCOPY f /f\n", ("f", "content"));
        node.Docker.RunForever("web", "seen:1");
        node.Docker.Do("exec", "web", "touch", "/written");
        var merged = Inspect("web", "{{.GraphDriver.Data.MergedDir}}");

        var ofImage = await Explain($"{merged}/f");
        var ofContainer = await Explain($"{merged}/written");
        Assert.That(ofImage.Select(one => one.Path), Is.EqualTo(new[] { TopOf("web"), TopOf("seen:1") }));
        Assert.That(ofContainer.Select(one => one.Path), Is.EqualTo(new[] { TopOf("web"), TopOf("web") }));
        Assert.That(ofImage[0].Users.Select(user => user.Name), Has.One.EqualTo("web (running)"));
    }

    [Test]
    public async Task Lists_the_directories_of_a_container_in_the_order_in_which_the_engine_mounts_them()
    {
        node.Docker.BuildWithBuildKit("stacked:1", "FROM base:1\nRUN touch /a\nRUN touch /b\n");
        node.Docker.Create("box", "stacked:1", "-v", "named:/data");

        var box = (await Explain("box")).Single(one => one.Kind == "container");
        Assert.That(
            box.Directories.Select(directory => directory.Role),
            Is.EqualTo(new[] { "read-write", "init", "image layer", "image layer", "image layer", "volume" })
        );
        Assert.That(box.Directories.SkipLast(1).Select(directory => directory.Path), Is.EqualTo(MountedLayers("box")));
        node.Docker.Do("rm", "box");
        node.Docker.Do("volume", "rm", "named");
    }

    [Test]
    public async Task Calls_images_tagged_dangling_and_intermediate_exactly_as_the_engine_does()
    {
        node.Docker.BuildClassic("kept:1", "FROM base:1\nRUN touch /1\nRUN touch /2\nRUN touch /3\n");
        node.Docker.BuildClassic("moved:1", "FROM base:1\nRUN touch /old\n");
        node.Docker.BuildClassic("moved:1", "FROM base:1\nRUN touch /new\n");
        node.Docker.BuildWithBuildKit("kit:1", "FROM kept:1\nRUN touch /kit\n");

        var images = (await ImagesAsync()).Images;
        var (all, dangling) = (Ids("images", "-a"), Ids("images", "--filter", "dangling=true"));
        var tagged = Ids("images").Except(dangling);
        Assert.That(OfKind(images, "tagged"), Is.EquivalentTo(tagged).And.Not.Empty);
        Assert.That(OfKind(images, "dangling"), Is.EquivalentTo(dangling).And.Not.Empty);
        Assert.That(OfKind(images, "intermediate"), Is.EquivalentTo(all.Except(tagged).Except(dangling)).And.Not.Empty);
    }

    [Test]
    public async Task Puts_an_image_below_those_that_its_history_names()
    {
        node.Docker.BuildClassic("steps:1", "FROM base:1\nRUN touch /1\nRUN touch /2\n");
        var tree = ImagesReport.OfTree(await node.ScanAsync()).Images;

        var above = new List<string>();
        for (
            var at = tree.Single(image => image.References.Contains("steps:1"));
            at is not null;
            at = tree.SingleOrDefault(image => image.Id == at.Parent)
        )
            above.Add(at.Id);
        var history = node
            .Docker.Lines("history", "--no-trunc", "-q", "steps:1")
            .Where(id => id != "<missing>")
            .ToList();
        Assert.That(above, Is.EqualTo(history).And.Count.EqualTo(3), "two steps and the base");
        var position = tree.Select(image => image.Id).ToList();
        Assert.That(above.Select(id => position.IndexOf(id)), Is.Ordered.Descending, "every image behind its parent");
    }

    [Test]
    public async Task Tells_the_sizes_that_the_engine_and_the_disk_tell()
    {
        node.Docker.BuildClassic("sized:1", "FROM base:1\nRUN dd if=/dev/zero of=/big bs=1024 count=2000\n");

        foreach (var image in (await ImagesAsync()).Images)
        {
            Assert.That(
                image.EngineBytes,
                Is.EqualTo(long.Parse(Inspect(image.Id, "{{.Size}}"), CultureInfo.InvariantCulture)),
                image.Id
            );
            foreach (var directory in image.Directories)
                Assert.That(directory.Bytes, Is.EqualTo(Du(directory.Path!)), directory.Path);
        }
    }

    [Test]
    public async Task Tells_a_directory_that_only_the_drivers_own_files_name()
    {
        var unknown = PruneLeak.MakeImageOnUnknownDirectory(node.Dockerd, "leak");

        var image = (await Explain("leak-2")).Single();
        Assert.That(
            image.Directories.Where(directory => directory.Role == "below layers").Select(directory => directory.Path),
            Is.EqualTo(new[] { $"overlay2/{unknown}" })
        );
        Assert.That(
            (await Explain(unknown)).Single().Positions.Single(),
            Is.EqualTo(new PositionDocument(image.Id, "leak-2:latest", null, 3))
        );
    }

    [Test]
    public async Task Says_of_an_orphan_that_nobody_needs_it_and_who_was_asked()
    {
        var orphan = FailedCreate
            .MakeOrphans(node.Dockerd)
            .Single(name => !name.EndsWith("-init", StringComparison.Ordinal));

        var explained = (await Explain(Path.Combine(node.Layers.Home, orphan, "diff"))).Single();
        Assert.That((explained.Verdict, explained.Users.Length), Is.EqualTo(("garbage", 0)));
        Assert.That(
            explained.Evidence.Select(source => source.Source),
            Is.EquivalentTo(new[] { "Metadata", "Kernel", "Engine" })
        );
    }

    [Test]
    public async Task Shows_every_layer_that_the_engine_knows_once()
    {
        node.Docker.BuildClassic("one:1", "FROM base:1\nRUN touch /1\n");
        node.Docker.BuildWithBuildKit("two:1", "FROM base:1\nRUN touch /2\n");
        node.Docker.Create("box", "one:1");

        var layers = LayerTreeReport.Create(await node.ScanAsync()).Layers;
        Assert.That(
            layers.Select(layer => layer.Layer),
            Is.EquivalentTo(node.Layers.ListChains().Select(chain => $"sha256:{chain}"))
        );
        Assert.That(
            layers.Single(layer => layer.Images.Contains("one:1")).Containers,
            Is.EqualTo(new[] { "box (created)" }).Or.EqualTo(new[] { "box (stopped)" })
        );
    }

    [TestCase("vfs", "vfs/dir")]
    [TestCase("fuse-overlayfs", "fuse-overlayfs")]
    public async Task Traces_a_file_with_any_driver(string driver, string home)
    {
        using var other = Node.Start(new DockerdOptions { StorageDriver = driver });
        other.Docker.BuildClassic("traced:1", "FROM base:1\nCOPY f /only/here\n", ("f", "content"));
        var file = FindFile(Path.Combine(other.Dockerd.DataRoot, home), "here");

        var traced = (await ExplainOn(other, file)).Single();
        Assert.That(
            traced.Positions.Select(position => (position.Name, position.Position, position.Of)),
            Has.One.EqualTo(("traced:1", (int?)2, 2))
        );
        Assert.That(
            (await ExplainOn(other, "traced:1")).Single().Directories[0].Path,
            Is.EqualTo(traced.Path).And.StartsWith($"{home}/")
        );
    }

    /// <summary>The only file of that name; short links lead to every layer once more.</summary>
    private static string FindFile(string folder, string name) =>
        Directory
            .EnumerateFiles(
                folder,
                name,
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }
            )
            .Single();

    private Task<ImmutableArray<ExplainDocument>> Explain(string subject) => ExplainOn(node, subject);

    private static async Task<ImmutableArray<ExplainDocument>> ExplainOn(Node node, string subject)
    {
        var inventory = (await node.ScanAsync()).Inventory;
        return new ExplainSubject(inventory, new Explainer(inventory)).Find(subject);
    }

    private async Task<ImagesDocument> ImagesAsync() => ImagesReport.OfTable(await node.ScanAsync());

    private string Inspect(string subject, string format) => node.Docker.Do("inspect", "--format", format, subject);

    /// <summary>The topmost directory of an image or container.</summary>
    private string TopOf(string subject) => $"overlay2/{node.Layers.TopOf(subject)}";

    /// <summary>Directories in the order of the engine's own mount options, top first.</summary>
    private IEnumerable<string> MountedLayers(string subject) =>
        [
            TopOf(subject),
            .. Inspect(subject, "{{.GraphDriver.Data.LowerDir}}")
                .Split(':')
                .Select(path => $"overlay2/{Path.GetFileName(Path.GetDirectoryName(path))}"),
        ];

    /// <summary>The chain ids of an image, top first, reckoned from what the engine calls its layers.</summary>
    private List<string> Chains(string image)
    {
        var chains = new List<string>();
        foreach (
            var diff in Inspect(image, "{{range .RootFS.Layers}}{{.}} {{end}}")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        )
            chains.Insert(0, chains.Count == 0 ? diff : ChainOf($"{chains[0]} {diff}"));
        return chains;
    }

    private static string ChainOf(string parentAndDiff) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(parentAndDiff)))}";

    private HashSet<string> Ids(params string[] command) => [.. node.Docker.Lines([.. command, "-q", "--no-trunc"])];

    private static IEnumerable<string> OfKind(IEnumerable<ImageDocument> images, string kind) =>
        images.Where(image => image.Kind == kind).Select(image => image.Id);

    private long Du(string path) =>
        long.Parse(
            new ExternalCommand("/usr/bin/du", "-s", "--block-size=1", Path.Combine(node.Dockerd.DataRoot, path))
                .Run()
                .Text.Split('\t')[0],
            CultureInfo.InvariantCulture
        );
}
