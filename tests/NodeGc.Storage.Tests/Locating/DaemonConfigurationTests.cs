using System.Text;
using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Stores.Reading;
using NodeGc.Testing.Stores;

namespace NodeGc.Storage.Tests.Locating;

/// <summary>Configurations that some engine starts with, read as that engine reads them.</summary>
internal sealed class DaemonConfigurationTests
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    [TestCase("""{"data-root":"/d"}""", "/d", "/d")]
    [TestCase("""{"data-root":"/d"} # text after the first value""", "/d", null)]
    [TestCase("{\"data-root\":\"/d\"}\n{\"debug\":true}", "/d", null)]
    [TestCase("""{"data-root":"/d"}}""", "/d", null)]
    [TestCase("""{"graph":"/d"}""", "/d", null)]
    [TestCase("""{"data-root":"/a","data-root":"/d"}""", "/d", "/d")]
    [TestCase("""{"data-root":"/d","data-root":null}""", "/d", "/d")]
    [TestCase("  {\"data-root\":\"/d\"}\n\t ", "/d", "/d")]
    public void Reads_the_data_root_for_each_generation(string json, string? before23, string? since23)
    {
        var configuration = Read(json);

        Assert.That(RootsOf(configuration), Is.EqualTo((before23, since23)));
        Assert.That(configuration.Dispute is null, Is.EqualTo(before23 == since23));
    }

    [Test]
    public void A_byte_order_mark_is_for_later_engines()
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            byte[] content = [.. encoding.Preamble, .. encoding.GetBytes("""{"data-root":"/d"}""")];
            var roots = RootsOf(DaemonConfiguration.Read(content));
            Assert.That(roots, Is.EqualTo(((string?)null, "/d")), encoding.WebName);
        }
    }

    [TestCase("")]
    [TestCase(" \n")]
    [TestCase("{}")]
    [TestCase("null")]
    public void Nothing_in_it_says_nothing(string json) => Assert.That(Read(json).OfRunning!.DataRoot, Is.Null);

    [TestCase("""{"data-root":"/d",}""")]
    [TestCase("""# no {"data-root":"/d"}""")]
    public void What_no_engine_starts_with_is_refused(string json) =>
        Assert.That(() => Read(json), Throws.InstanceOf<System.Text.Json.JsonException>());

    [TestCase("""{"Data-Root":"/d"}""", "'Data-Root' is not a valid directive")]
    [TestCase("""{"data-root":"/a","DATA-ROOT":"/d"}""", "'DATA-ROOT' is not a valid directive")]
    [TestCase("""{"data-root":7}""", "Number")]
    [TestCase("[]", "object")]
    public void What_no_engine_knows_is_refused(string json, string why) =>
        Assert.That(() => Read(json), Throws.TypeOf<MetadataDamagedException>().With.Message.Contains(why));

    [Test]
    public void Features_of_several_objects_are_put_together()
    {
        var both = Read("""{"features":{"containerd-snapshotter":true},"features":{"buildkit":true}}""");
        Assert.That(both.OfRunning!.UsesContainerd, Is.True);
    }

    [Test]
    public void A_file_that_engines_read_differently_is_a_doubt_while_none_runs()
    {
        using var tree = new TempTree();
        var proc = new ProcOnDisk(tree.Folder("proc"));
        tree.Folder("docker/image");
        var config = tree.File("daemon.json", $$"""{"data-root":"{{tree.At("docker")}}"} more""");
        var query = new DataRootQuery
        {
            ProcRoot = proc.Root,
            ConfigFile = config,
            DefaultDataRoot = tree.At("default"),
        };

        var doubt = Only(query).Doubts.Single();

        Assert.That((doubt.Scope, doubt.Subject), Is.EqualTo((DoubtScope.Everything, config)));
        Assert.That(doubt.Message, Does.Contain("Docker 20.10 and earlier accept it").And.Contain("--data-root"));
        var named = Only(query with { DataRoot = tree.At("docker") });
        Assert.That(named.Doubts, Is.Empty, "a named data root owes nothing to it");
    }

    [Test]
    public void A_driver_that_only_some_engines_read_keeps_the_layers_of_its_data_root()
    {
        using var tree = new TempTree();
        var proc = new ProcOnDisk(tree.Folder("proc"));
        tree.Folder("docker/image");
        var config = tree.At("daemon.json");
        var json = $$"""{"data-root":"{{tree.At("docker")}}","storage-driver":"vfs"}""";
        File.WriteAllBytes(config, [.. Mark, .. Encoding.UTF8.GetBytes(json)]);
        var query = new DataRootQuery
        {
            DataRoot = tree.At("docker"),
            ProcRoot = proc.Root,
            ConfigFile = config,
        };

        var doubt = Only(query).Doubts.Single();

        Assert.That(doubt.Scope, Is.EqualTo(DoubtScope.Layers));
        Assert.That(doubt.Message, Does.Contain("Docker 23.0 and later accept it"));
    }

    [Test]
    public void A_running_engine_shows_which_generation_reads_its_file()
    {
        using var tree = new TempTree();
        var proc = new ProcOnDisk(tree.Folder("proc"));
        tree.Folder("docker/image");
        var config = tree.File("daemon.json", $$"""{"data-root":"/{{tree.At("docker")}}///"} more""");
        proc.Process(300, "dockerd", "dockerd", "--config-file", config);

        var store = Only(new DataRootQuery { ProcRoot = proc.Root, ConfigFile = tree.At("none") });

        Assert.That((store.DataRoot, store.Doubts.Length), Is.EqualTo((tree.At("docker"), 0)));
    }

    private static DaemonConfiguration Read(string json) => DaemonConfiguration.Read(Encoding.UTF8.GetBytes(json));

    private static (string?, string?) RootsOf(DaemonConfiguration configuration) =>
        (configuration.Before23?.DataRoot, configuration.Since23?.DataRoot);

    private static StoreLocation Only(DataRootQuery query) =>
        DataRootFinder.Find(query) switch
        {
            DataRootAnswer.Found found => found.Stores.Single(),
            var other => throw new AssertionException(other.ToString()),
        };
}
