using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Programs;

namespace NodeGc.Docs.Tests.Commands;

/// <summary>A cluster, a folder with the files of the repository, and a PATH with only the programs that documents may
/// use.</summary>
internal sealed partial class CommandScene : IAsyncDisposable
{
    /// <summary>Programs that are not run here, and why.</summary>
    public static readonly ImmutableDictionary<string, string> NotRun = new Dictionary<string, string>
    {
        ["nodegc-agent"] = "its command line is parsed; the commands are tested in NodeGc.Agent.Tests",
        ["docker"] = "what it runs in an image of the agent is parsed; the images are tested in NodeGc.Images.Tests",
        ["make"] = "the targets must exist; running them takes minutes",
        ["dotnet"] = "the project must exist; running its tests takes minutes",
        ["sudo"] = "it would change this machine; install.sh is tested in NodeGc.Images.Tests",
        ["tar"] = "it unpacks an archive that make dist builds",
    }.ToImmutableDictionary();

    private static readonly string[] SystemPrograms =
    [
        "basename",
        "bash",
        "cat",
        "chmod",
        "cut",
        "env",
        "grep",
        "head",
        "jq",
        "openssl",
        "sed",
        "sort",
        "tail",
        "tr",
        "xargs",
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-docs-");
    private readonly TestCluster cluster;

    private CommandScene(TestCluster cluster) => this.cluster = cluster;

    /// <summary>The commands that were not run.</summary>
    public IEnumerable<RecordedCommand> Recorded => RecordedCommand.Read(Path.Combine(folder.FullName, "record"));

    public static async Task<CommandScene> CreateAsync(CancellationToken cancellationToken)
    {
        var scene = new CommandScene(await TestCluster.StartAsync(cancellationToken));
        var bin = scene.folder.CreateSubdirectory("bin").FullName;
        foreach (var program in (string[])["kubectl", "helm", "scene"])
            File.CreateSymbolicLink(Path.Combine(bin, program), ProgramOf(program));
        foreach (var program in NotRun.Keys)
            File.CreateSymbolicLink(Path.Combine(bin, program), ProgramOf("record"));
        foreach (var program in SystemPrograms)
            File.CreateSymbolicLink(Path.Combine(bin, program), Path.Combine("/usr/bin", program));
        scene.folder.CreateSubdirectory("home/.local/bin");
        var files = scene.folder.CreateSubdirectory("files").FullName;
        foreach (var entry in (string[])["charts", "crds", "docs", "tests"])
            File.CreateSymbolicLink(Path.Combine(files, entry), SourceTree.PathOf(entry));
        return scene;
    }

    /// <summary>Runs commands in one shell, which ends at the first that fails.</summary>
    public Task<CommandResult> RunAsync(IEnumerable<string> commands, CancellationToken cancellationToken)
    {
        var script = string.Join('\n', commands.Select(Filled).Prepend($"cd {folder.FullName}/files"));
        return new ExternalCommand("/usr/bin/bash", "-euo", "pipefail", "-c", script)
        {
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = Path.Combine(folder.FullName, "bin"),
                ["HOME"] = folder.CreateSubdirectory("home").FullName,
                ["KUBECONFIG"] = cluster.AdminKubeconfigPath,
                ["NODEGC_KUBECTL"] = KubectlVersions.ProgramOf(KubectlVersion.Kubectl35),
                ["NODEGC_HELM"] = HelmVersions.ProgramOf(HelmVersion.Helm4),
                ["NODEGC_SCENE"] = ProgramOf("scene"),
                ["NODEGC_RECORD"] = Path.Combine(folder.FullName, "record"),
            },
        }.RunAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Words in capitals stand for names that a reader has to fill in.</summary>
    private static string Filled(string command) =>
        Placeholder().Replace(command, match => match.Value == "NODE" ? "node-1" : "report");

    private static string ProgramOf(string name) => SourceTree.PathOf("tests", "NodeGc.Docs.Tests", "Programs", name);

    [GeneratedRegex(@"\b(NODE|CLEANUP)\b")]
    private static partial Regex Placeholder();
}
