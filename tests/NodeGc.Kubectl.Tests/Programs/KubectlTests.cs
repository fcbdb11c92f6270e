using System.Text;
using NodeGc.Testing.Docker;

namespace NodeGc.Kubectl.Tests.Programs;

/// <summary>The plugin as kubectl finds and runs it.</summary>
[Category("Slow")]
internal sealed class KubectlTests
{
    private PluginScene scene = null!;
    private DirectoryInfo home = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        scene = await PluginScene.BeginAsync();
        home = Directory.CreateTempSubdirectory("nodegc-kubectl-");
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await scene.DisposeAsync();
        home.Delete(recursive: true);
    }

    [Test]
    public async Task Is_a_command_of_kubectl()
    {
        var status = await RunAsync("kubectl", "nodegc", "status");
        var plugins = await RunAsync("kubectl", "plugin", "list");

        Assert.That(status.Output, Does.Match(@"\ntidy +Approve +AwaitingApproval "), status.Errors);
        Assert.That(plugins.Output, Does.Contain(PluginScene.Program));
    }

    /// <summary>kubectl 1.26 and later ask an executable of this name.</summary>
    [Test]
    public async Task Is_completed_by_kubectl()
    {
        var script = Path.Combine(home.FullName, "kubectl_complete-nodegc");
        await File.WriteAllTextAsync(script, (await scene.RunAsync("completion", "kubectl")).Output);
        await RunAsync("chmod", "+x", script);

        var completed = await RunAsync("kubectl", "__complete", "nodegc", "status", "");

        Assert.That(completed.Output, Does.StartWith("tidy\n").And.Contain(":4"), completed.Errors);
    }

    [TestCase("kubectl-nodegc sta", "status")]
    [TestCase("kubectl-nodegc plan ti", "tidy")]
    public async Task Bash_completes_the_program(string line, string expected)
    {
        const string Script = """
            source <(kubectl-nodegc completion bash)
            COMP_WORDS=($0); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _kubectl_nodegc
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        Assert.That((await RunAsync("bash", "-c", Script, line)).Output, Is.EqualTo($"{expected}\n"));
    }

    private Task<CommandResult> RunAsync(string program, params string[] arguments)
    {
        var path = string.Join(
            ':',
            Path.GetDirectoryName(PluginScene.Program),
            home.FullName,
            Environment.GetEnvironmentVariable("PATH")
        );
        // By env, since a program is looked up on the PATH of the tests.
        var command = new ExternalCommand("/usr/bin/env", [program, .. arguments])
        {
            Input = Encoding.UTF8.GetBytes(""),
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = path,
                ["HOME"] = home.FullName,
                ["KUBECONFIG"] = scene.Cluster.AdminKubeconfigPath,
            },
        };
        return command.RunAsync(CancellationToken.None);
    }
}
