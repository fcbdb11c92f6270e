using NodeGc.Agent.Tests.CommandLine;
using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.BadInput;

/// <summary>An engine that runs and cannot be asked may know things that the disk does not show: nothing
/// goes.</summary>
[Category("Real")]
internal sealed class EngineTests
{
    private StoreCopy copy = null!;

    [OneTimeSetUp]
    public static void Resume() => EngineStore.Shared.Daemon.Resume();

    [OneTimeTearDown]
    public static void Stop() => EngineStore.Shared.Daemon.Stop();

    [SetUp]
    public async Task Copy() => copy = await StoreCopy.ConfirmedAsync();

    [TearDown]
    public void Remove() => copy.Dispose();

    [Test]
    public async Task Says_that_the_socket_of_a_running_engine_is_missing()
    {
        var result = await CleanRunningAsync("--socket", Path.Combine(copy.Folder, "none.sock"));

        ExpectUnreachable(result, "No Docker engine socket at");
    }

    [Test]
    public async Task Gives_up_on_a_running_engine_that_is_silent()
    {
        using var silent = new SilentEngine(copy.Folder);

        var result = await CleanRunningAsync("--socket", silent.SocketPath, "--engine-timeout", "1s");

        ExpectUnreachable(result, "within 1 s");
    }

    [Test]
    public async Task Does_not_believe_an_engine_of_another_data_root()
    {
        var before = copy.Digest();

        var result = await copy.RunAsync(
            "clean",
            "--yes",
            "-o",
            "json",
            "--policy",
            copy.PolicyFile(),
            "--socket",
            EngineStore.Shared.Daemon.SocketPath
        );

        ExpectUnreachable(result, "belongs to another data root");
        Assert.That(copy.Digest(), Is.EqualTo(before));
    }

    /// <summary>The engine's own data root, with the orphans that lie there.</summary>
    private async Task<CommandLineResult> CleanRunningAsync(params string[] arguments)
    {
        var dataRoot = EngineStore.Shared.Daemon.DataRoot;
        var result = await AgentCommandLine.RunAsync([
            "clean",
            "--yes",
            "-o",
            "json",
            "--policy",
            copy.PolicyFile(),
            "--data-root",
            dataRoot,
            "--state-dir",
            copy.StateDirectory,
            .. arguments,
        ]);
        Assert.That(copy.Orphans.Select(orphan => Directory.Exists(Path.Combine(dataRoot, orphan))), Has.All.True);
        return result;
    }

    private static void ExpectUnreachable(CommandLineResult result, string what)
    {
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Unsure), result.ToString());
        var doubt = result.Json["plan"]!["doubts"]!
            .AsArray()
            .Single(one => (string?)one!["kind"] == "EngineUnreachable")!;
        Assert.That(
            (string?)doubt["message"],
            Does.Contain(what).And.Contains("Mount its socket or restart the daemon")
        );
    }
}
