using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Collector.Inventories;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Stores;

namespace NodeGc.Scenarios;

/// <summary>An engine runs and writes a layer, and the agent does not see it as it usually does: nothing of it is
/// moved, and the operation ends well.</summary>
public sealed class UnseenEngineScenarios : NodeFixture
{
    private const string Container = "--mount --pid --fork --mount-proc";
    private const string Unsure = "20";

    private string[] orphans = null!;
    private AgentProgram agent = null!;

    [SetUp]
    public void MakeOrphans()
    {
        orphans = [.. FailedCreate.MakeOrphans(node.Dockerd)];
        agent = new AgentProgram(node.Dockerd.DataRoot);
    }

    /// <summary>With the host's proc the same garbage goes: the test could fail.</summary>
    [TearDown]
    public async Task FindOrphans()
    {
        agent.Dispose();
        await node.ProveLayersAsync(orphans);
        node.ClearAway();
    }

    [Test]
    public void In_a_container_with_the_socket_at_its_default_place()
    {
        var clean = CleanDuringImport(() => agent.Clean(Container, node.Dockerd.SocketPath));
        Assert.That(clean.Output, Does.Contain("An engine answers for this data root").And.Contain("--pid=host"));
    }

    [Test]
    public void In_a_container_without_a_socket()
    {
        var clean = CleanDuringImport(() => agent.Clean(Container));
        Assert.That(clean.Output, Does.Contain("EngineUnreachable").And.Contain("volumes/metadata.db is locked"));
        Assert.That(clean.Output, Does.Contain("KernelEvidenceMissing"));
    }

    [Test]
    public void In_a_container_with_the_socket_of_another_engine_at_the_default_place()
    {
        using var other = PrivateDockerd.Start(new DockerdOptions { StorageDriver = "vfs" });
        var clean = CleanDuringImport(() => agent.Clean(Container, other.SocketPath));
        Assert.That(clean.Output, Does.Contain("volumes/metadata.db is locked"));
    }

    [Test]
    public void In_a_container_with_the_data_root_read_only()
    {
        var scan = agent.ScanReadOnly(Container);
        Assert.That(scan.Output, Does.Contain("volumes/metadata.db is locked"), scan.ToString());
    }

    [Test]
    public async Task With_fewer_mount_namespaces_than_containers()
    {
        foreach (var name in new[] { "one", "two", "three" })
            node.Docker.RunForever(name);
        var state = Path.Combine(node.Dockerd.Folder, "state");
        var proc = new ProcOnDisk(Path.Combine(node.Dockerd.Folder, "proc"));
        proc.Process(
            300,
            "dockerd",
            "/usr/sbin/dockerd",
            "--data-root",
            node.Dockerd.DataRoot,
            "-H",
            $"unix://{node.Dockerd.SocketPath}"
        );
        var options = new NodeOptions([node.Dockerd.DataRoot], proc.Root, null, state, IsReadOnly: false);
        using var scanner = new NodeScanner(options, StateDirectory.Open(state), TimeProvider.System);

        var doubt = (
            await scanner.ScanMetadataAsync(ScanOptions.ForReports, CancellationToken.None)
        ).Inventory.Doubts.Single();

        Assert.That((doubt.Kind, doubt.Scope), Is.EqualTo((DoubtKind.KernelEvidenceMissing, DoubtScope.Everything)));
        Assert.That(doubt.Message, Does.Contain("runs 3 containers, but only 2 mount namespaces"));
    }

    [Test]
    public void With_a_configuration_that_was_changed_since_the_engine_started()
    {
        var file = Path.Combine(node.Dockerd.Folder, "edited.json");
        using var engine = OwnEngine.ConfiguredBy(node.Dockerd, file);
        var elsewhere = Directory.CreateDirectory(Path.Combine(node.Dockerd.Folder, "elsewhere")).FullName;
        File.WriteAllText(file, $$"""{"data-root":"{{elsewhere}}"}""");

        var clean = CleanDuringImport(() => agent.Clean());

        Assert.That(clean.Output, Does.Contain("EngineUnreachable"));
        Assert.That(clean.Output, Does.Contain("was changed since the engine started"));
    }

    [Test]
    public void By_another_name_it_is_asked_like_any_other()
    {
        using var engine = OwnEngine.Renamed(node.Dockerd, "enginex");
        using var import = HeldImport.Begin(node.Dockerd, "slow:1");

        var clean = agent.Clean();

        Assert.That(clean.Output, Does.Contain("Docker 20.10").And.Not.Contain("EngineUnreachable"), clean.ToString());
        AssertWhole(import);
    }

    [Test]
    public void A_stopped_store_is_not_in_doubt_because_another_engine_answers_at_the_default_place()
    {
        using var other = PrivateDockerd.Start(new DockerdOptions { StorageDriver = "vfs" });
        node.Dockerd.Stop();
        CopiedMounts.AwaitEnd(node.Dockerd.DataRoot);

        var clean = agent.Clean("--mount", other.SocketPath);

        node.Dockerd.Resume();
        Assert.That(clean.Output, Does.Contain("Docker not running"));
        Assert.That(clean.Output, Does.Not.Contain("EngineUnreachable"), clean.ToString());
        Assert.That(orphans.Where(IsThere), Is.Empty, clean.ToString());
        orphans = [];
    }

    private CommandResult CleanDuringImport(Func<CommandResult> clean)
    {
        using var import = HeldImport.Begin(node.Dockerd, "slow:1");
        var result = clean();
        Assert.That($"{result.ExitCode}", Is.EqualTo(Unsure), result.ToString());
        AssertWhole(import);
        return result;
    }

    private void AssertWhole(HeldImport import)
    {
        Assert.That(IsThere(import.Directory) && orphans.All(IsThere), "some were moved");
        import.Finish();
        var layers = node.Docker.Do("image", "inspect", "--format", "{{len .RootFS.Layers}}", "slow:1");
        Assert.That(layers, Is.EqualTo("1"));
    }

    private bool IsThere(string name) => Directory.Exists(Path.Combine(node.Layers.Home, name));
}
