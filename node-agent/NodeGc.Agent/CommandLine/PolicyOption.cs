using System.CommandLine;
using NodeGc.Agent.Plans;
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
    public CleanupPolicy Read(ParseResult parsed) => ReadSpec(parsed).ToPolicy();

    /// <summary>The same in the words in which it is kept with a plan.</summary>
    /// <exception cref="AgentException">The file is missing or wrong.</exception>
    public KeptPolicy ReadSpec(ParseResult parsed) => IsGiven(parsed) ? PolicyFile.Read(parsed.GetValue(file)!.FullName) : PolicyFile.Default;

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(file) is not null;
}
