using NodeGc.Agent.Tests.CommandLine;
using NodeGc.Agent.Tests.Daemon;
using NodeGc.Agent.Tests.Stores;
using NodeGc.Testing.Docker;

namespace NodeGc.Agent.Tests.BadInput;

/// <summary>The data root, the state directory or the process's rights are not as they should be.</summary>
[Category("Real")]
internal sealed class PlaceTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("nodegc-place-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("scan")]
    [TestCase("plan")]
    [TestCase("clean", "--yes")]
    [TestCase("explain", "base:1")]
    [TestCase("restore", "--run", "20261121-040000-3fa9")]
    public async Task Says_where_it_searched_if_there_is_no_data_root(params string[] command)
    {
        var missing = Path.Combine(folder, "nothing");

        var result = await AgentCommandLine.RunAsync([.. command, "--data-root", missing, "--state-dir", State]);

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Failed), result.ToString());
            // It also says whether an engine is running: those of other tests may be.
            Assert.That(result.Errors, Does.Contain($"{missing}: No such directory"));
            Assert.That(result.Errors, Does.Contain("Specify the engine's data root"));
            Assert.That(result.Output, Is.Empty);
            Assert.That(Path.Exists(missing), Is.False);
        });
    }

    [Test]
    public async Task Refuses_a_directory_that_no_engine_has_used()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "holiday.jpg"), "");

        var result = await AgentCommandLine.RunAsync("clean", "--yes", "--data-root", folder, "--state-dir", State);

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Failed), result.ToString());
            Assert.That(result.Errors, Does.Contain($"{folder}: Not a Docker data root").And.Contains("docker info"));
        });
    }

    [Test]
    public async Task Leaves_the_store_of_a_driver_alone_whose_layers_are_no_directories()
    {
        var layer = Directory.CreateDirectory(Path.Combine(folder, "devicemapper", new string('a', 64)));
        Directory.CreateDirectory(Path.Combine(folder, "image/devicemapper/layerdb"));

        var result = await AgentCommandLine.RunAsync("clean", "--yes", "--data-root", folder, "--state-dir", State);

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Unsure), result.ToString());
            Assert.That(
                result.Output,
                Does.Contain("UnsupportedDriver")
                    .And.Contain("thin devices of a pool, which only the engine can remove")
            );
            Assert.That(layer.Exists);
            Assert.That(Directory.Exists(Path.Combine(folder, ".nodegc")), Is.False);
        });
    }

    [Test]
    public async Task Names_the_configuration_of_the_engine_that_is_broken_JSON()
    {
        var configuration = Path.Combine(folder, "daemon.json");
        await File.WriteAllTextAsync(configuration, """{ "data-root": "/var """);
        var proc = new ForgedProc(folder).WithDaemon("/usr/bin/dockerd", "--config-file", configuration);

        var result = await AgentCommandLine.RunAsync("clean", "--yes", "--proc", proc, "--state-dir", State);

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Failed), result.ToString());
            Assert.That(result.Errors, Does.Contain("process 4711 (dockerd)"));
            Assert.That(result.Errors, Does.Contain("daemon.json: Cannot parse the engine's configuration"));
            Assert.That(result.Errors, Does.Contain("Fix the file"));
        });
    }

    [TestCase(null)]
    [TestCase("none.yaml")]
    public void Says_in_a_line_that_there_is_no_API_server(string? kubeconfig)
    {
        var path = kubeconfig is null ? "" : Path.Combine(folder, kubeconfig);
        var run = new ExternalCommand(
            AgentProcess.Program,
            "run",
            "--node",
            "n",
            "--data-root",
            folder,
            "--state-dir",
            folder
        )
        {
            Environment = new Dictionary<string, string> { ["KUBECONFIG"] = path, ["HOME"] = folder },
        }.Run();

        Assert.That((ExitCode)run.ExitCode, Is.EqualTo(ExitCode.Usage), run.ToString());
        Assert.That(run.Errors.Trim().Split('\n'), Has.Length.EqualTo(1), run.ToString());
        Assert.That(run.Errors, Does.StartWith("nodegc-agent: ").And.Contain("kubeconfig").IgnoreCase);
    }

    [Test]
    public async Task Says_how_to_choose_another_state_directory_where_it_cannot_be_written()
    {
        using var copy = await StoreCopy.ConfirmedAsync();
        var before = copy.Digest();
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "");

        var result = await AgentCommandLine.RunAsync(
            "clean",
            "--yes",
            "--data-root",
            copy.DataRoot,
            "--state-dir",
            file
        );

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Failed), result.ToString());
            Assert.That(result.Errors, Does.Contain(file).And.Contains("--state-dir"));
            Assert.That(copy.Digest(), Is.EqualTo(before));
        });
    }

    private string State => Path.Combine(folder, "state");
}
