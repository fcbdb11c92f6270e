using System.CommandLine;
using NodeGc.Agent.Policies;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>--policy</c>: the same YAML as the custom resource; without it, orphaned layers with the defaults.</summary>
internal sealed class PolicyOption
{
    private readonly Option<FileInfo?> file = new("--policy")
    {
        Description = "A NodeStorageCleanup in YAML. Default: collect.layers with its defaults, nothing else.",
    };

    public void AddTo(Command command) => command.Options.Add(file);

    /// <exception cref="AgentException">The file is missing or wrong.</exception>
    public CleanupPolicy Read(ParseResult parsed) =>
        parsed.GetValue(file) is { } given ? PolicyFile.Read(given.FullName) : PolicyFile.Default;
}
