using System.Diagnostics;
using NodeGc.Agent;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>A program that is not an engine is called dockerd and names files that nobody should read: every command on
/// another data root works as before, and the report names the process.</summary>
[NonParallelizable] // Every scan on this machine sees these processes.
public sealed class ForeignProcessScenarios : NodeFixture
{
    private AgentProgram agent = null!;
    private string folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        agent = new AgentProgram(node.Dockerd.DataRoot);
        folder = Directory.CreateTempSubdirectory("nodegc-f-").FullName;
        File.Copy("/bin/bash", At("dockerd"));
        // As long as the engine was just started, a scan reports that as well.
        Deadline.Await("a scan that is sure", () => agent.Scan().ExitCode != (int)ExitCode.Unsure);
    }

    [TearDown]
    public void RemoveFolder()
    {
        agent.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [TestCase("fifo", "not a regular file")]
    [TestCase("/dev/zero", "not a regular file")]
    [TestCase("broken.json", "not valid JSON")]
    [TestCase("circle", "form a loop")]
    [TestCase("long.json", "longer than 1 MiB")]
    [TestCase("folder", "not a regular file")]
    public void Naming_a_file_that_cannot_be_read_it_is_reported(string file, string why)
    {
        Plant();
        var before = agent.Scan();
        using var foreign = Start("--config-file", file[0] == '/' ? file : At(file));

        var scan = agent.Scan();
        // Beside this one, other scenarios do what makes a scan unsure for a moment.
        for (var again = 0; again < 5 && scan.ExitCode != before.ExitCode; again++)
            scan = agent.Scan();

        End(foreign);
        Assert.That(scan.ExitCode, Is.EqualTo(before.ExitCode), $"before: {before}\nthen: {scan}");
        Assert.That(scan.Output, Does.Contain($"process {foreign.Id} (dockerd)").And.Contain(why), scan.ToString());
        Assert.That(agent.Scan().Output, Does.Not.Contain($"process {foreign.Id} "), "after it has ended");
    }

    [Test]
    public void Naming_the_data_root_of_a_running_engine_it_is_not_taken_for_it()
    {
        using var foreign = Start("--data-root", node.Dockerd.DataRoot, "-H", $"unix://{At("none.sock")}");

        var scan = agent.Scan();

        End(foreign);
        Assert.That(scan.Output, Does.Contain("Docker 20.10").And.Not.Contain("EngineUnreachable"), scan.ToString());
    }

    private string At(string name) => Path.Combine(folder, name);

    private void Plant()
    {
        Assert.That(new ExternalCommand("/usr/bin/mkfifo", At("fifo")).Run().Succeeded);
        File.WriteAllText(At("broken.json"), "{ broken");
        File.CreateSymbolicLink(At("circle"), At("circle"));
        File.WriteAllText(At("long.json"), new string(' ', (1 << 20) + 1));
        Directory.CreateDirectory(At("folder"));
    }

    private Process Start(params string[] arguments)
    {
        var process = new ExternalCommand(At("dockerd"), ["-c", "echo there; read line", .. arguments]).Start();
        process.StandardOutput.ReadLine();
        return process;
    }

    private static void End(Process process)
    {
        process.StandardInput.Close();
        process.WaitForExit();
    }
}
