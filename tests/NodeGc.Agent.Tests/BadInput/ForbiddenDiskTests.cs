using NodeGc.Agent.Tests.CommandLine;
using NodeGc.Agent.Tests.Daemon;
using NodeGc.Agent.Tests.Stores;
using NodeGc.Testing.Docker;

namespace NodeGc.Agent.Tests.BadInput;

/// <summary>The kernel does not let the agent do what it should do.</summary>
[Category("Real")]
internal sealed class ForbiddenDiskTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("nodegc-full-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Moves_nothing_where_the_data_root_is_mounted_read_only()
    {
        using var copy = await StoreCopy.ConfirmedAsync();
        using var mount = Mounts.ReadOnly(copy.DataRoot);
        var before = copy.Digest();

        var result = await copy.RunAsync("clean", "--yes", "--policy", copy.PolicyFile());

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Failed), result.ToString());
            Assert.That(result.Errors, Does.Contain(".nodegc").And.Contains("mount it read-write"));
            Assert.That(copy.Digest(), Is.EqualTo(before));
        });
    }

    [Test]
    public async Task Moves_nothing_that_the_journal_could_not_announce_since_the_disk_is_full()
    {
        using var disk = Mounts.Small(Path.Combine(folder, "data"), mebibytes: 48);
        var copy = await StoreCopy.ConfirmedInAsync(folder);
        Mounts.Fill(copy.PathOf("tmp-of-somebody"));

        var result = await copy.RunAsync("clean", "--yes", "--policy", copy.PolicyFile());

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Incomplete), result.ToString());
            Assert.That(
                result.Output + result.Errors,
                Does.Contain("cannot write the journal; nothing was moved").And.Contains("free some space")
            );
            Assert.That(copy.Orphans.Select(orphan => Directory.Exists(copy.PathOf(orphan))), Has.All.True);
        });
    }

    [Test]
    public async Task Says_as_whom_to_run_where_it_may_not_read()
    {
        using var copy = await StoreCopy.ConfirmedAsync();
        _ = new ExternalCommand("/bin/chmod", "700", copy.DataRoot).Run().Text;
        _ = new ExternalCommand("/bin/chmod", "755", copy.Folder).Run().Text;
        var state = Directory.CreateDirectory(Path.Combine(copy.Folder, "state-of-nobody")).FullName;
        _ = new ExternalCommand("/bin/chown", "65534:65534", state).Run().Text;
        var before = copy.Digest();

        var result = new ExternalCommand(
            "/usr/bin/setpriv",
            "--reuid",
            "65534",
            "--regid",
            "65534",
            "--clear-groups",
            AgentProcess.Program,
            "clean",
            "--yes",
            "--data-root",
            copy.DataRoot,
            "--state-dir",
            state
        ).Run();

        Assert.Multiple(() =>
        {
            Assert.That((ExitCode)result.ExitCode, Is.EqualTo(ExitCode.Failed), result.ToString());
            Assert.That(result.Errors, Does.Contain("Run as root"));
            Assert.That(copy.Digest(), Is.EqualTo(before));
        });
    }
}
