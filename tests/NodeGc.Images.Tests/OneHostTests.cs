using NodeGc.Testing;
using NodeGc.Testing.Docker;

namespace NodeGc.Images.Tests;

/// <summary>The agent's image on one host, as the quick start runs it, under a real engine.</summary>
internal sealed class OneHostTests
{
    private const string Orphan = "overlay2/0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private const int Found = 10;
    private const int Changed = 11;

    private PrivateDockerd engine = null!;
    private DirectoryInfo state = null!;

    [OneTimeSetUp]
    public void Start()
    {
        engine = PrivateDockerd.Start(new DockerdOptions { Release = DockerRelease.Docker28 });
        state = Directory.CreateTempSubdirectory("nodegc-state-");
        engine.Cli.Do("load", "-q", "-i", Artifacts.Image("agent", "amd64"));
    }

    [OneTimeTearDown]
    public void Stop()
    {
        engine.Dispose();
        state.Delete(recursive: true);
    }

    [SetUp]
    public void MakeOrphan() =>
        File.WriteAllText(
            Path.Combine(
                Directory.CreateDirectory(Path.Combine(engine.DataRoot, Orphan, "diff")).FullName,
                "of-an-interrupted-pull"
            ),
            ""
        );

    [Test]
    public void The_command_of_the_quick_start_finds_an_orphaned_layer()
    {
        var scan = Run("scan");

        Assert.That(scan.ExitCode, Is.EqualTo(Found), scan.ToString());
        Assert.That(scan.Output, Does.Contain(Orphan[..^52]).And.Contain("unreferenced"));
    }

    [Test]
    public void Only_what_the_documents_name_is_left_on_the_host()
    {
        var before = Names();
        File.WriteAllText(
            Path.Combine(state.FullName, "cleanup.yaml"),
            """
            apiVersion: nodegc.io/v1alpha1
            kind: NodeStorageCleanup
            metadata: { name: all }
            spec:
              mode: Enforce
              collect: { layers: { minAge: 0s, confirmations: 2, confirmationInterval: 5s } }
            """
        );

        var clean = Run("clean", "--policy", "/var/lib/nodegc/cleanup.yaml", "--yes");
        var isGone = !Directory.Exists(Path.Combine(engine.DataRoot, Orphan));
        var evict = Run("quarantine", "evict", "--all", "--yes");

        Assert.That(isGone, clean.ToString());
        Assert.That(evict.ExitCode, Is.EqualTo(Changed), evict.ToString());
        Assert.That(Names().Except(before), Is.EqualTo([".nodegc"]), "docs/upgrade.md, Uninstall");
        var files = Directory.GetFiles(Path.Combine(engine.DataRoot, ".nodegc"), "*", SearchOption.AllDirectories);
        Assert.That(files.Select(Path.GetFileName), Is.EquivalentTo(["journal", "lock"]));
    }

    private List<string> Names() =>
        [.. Directory.EnumerateFileSystemEntries(engine.DataRoot).Select(Path.GetFileName).Order().OfType<string>()];

    /// <summary>The command of the document with this host's paths, and another command of the agent.</summary>
    private CommandResult Run(params string[] command)
    {
        var documented = File.ReadAllText(SourceTree.PathOf("docs", "quickstart-host.md"))
            .Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n')
            .Single(line => line.StartsWith("$ docker run ", StringComparison.Ordinal));
        string[] words =
        [
            .. documented
                .Replace("/var/lib/docker:", $"{engine.DataRoot}:", StringComparison.Ordinal)
                .Replace("/run/docker.sock:", $"{engine.SocketPath}:", StringComparison.Ordinal)
                .Replace("/var/lib/nodegc:", $"{state.FullName}:", StringComparison.Ordinal)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ];
        Assert.That(words[^1], Is.EqualTo("scan"));
        // Beside the engines of other tests, the agent has to be told which one is meant.
        return engine.Cli.Try([.. words[2..^1], .. command, "--data-root", "/var/lib/docker"]);
    }
}
