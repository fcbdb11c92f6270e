using System.CommandLine;
using NodeGc.Agent.Policies;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>--policy</c>: the same YAML as the custom resource. Default: orphaned layers with their
/// defaults.</summary>
internal sealed class PolicyOption
{
    private readonly Option<string?> file = new("--policy")
    {
        Description =
            "NodeStorageCleanup manifest (YAML). Without it, only class layers is collected, with its defaults.",
        HelpName = "FILE",
    };

    private readonly NodeLabelsOption labels = new();

    public void AddTo(Command command)
    {
        command.Options.Add(file);
        labels.AddTo(command);
    }

    /// <exception cref="AgentException">The file is missing or invalid.</exception>
    public HostPolicy Read(ParseResult parsed) =>
        parsed.GetValue(file) is { } path ? PolicyFile.Read(path, labels.Read(parsed)) : PolicyFile.Default;

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(file) is not null;
}
