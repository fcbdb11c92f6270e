using System.CommandLine;
using NodeGc.Agent.Scanning;

namespace NodeGc.Agent.CommandLine;

/// <summary>The options that every command has.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string[]> dataRoot = new("--data-root")
    {
        Description = "The engine's data root. Default: that of the running dockerd, else /var/lib/docker. For run several may be given.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string> proc = new("--proc")
    {
        Description = "Where the host's proc filesystem is mounted.",
        DefaultValueFactory = _ => "/proc",
    };

    private readonly Option<string?> socket = new("--socket")
    {
        Description = "The engine's unix socket. Default: that of the running dockerd, else /var/run/docker.sock.",
    };

    private readonly Option<int> engineTimeout = new("--engine-timeout")
    {
        Description = "The longest silence of the engine, in seconds, before it counts as unreachable; then nothing is removed.",
        DefaultValueFactory = _ => 30,
    };

    private readonly Option<string> state = new("--state-dir")
    {
        Description = "Where sightings and sizes are remembered between scans.",
        DefaultValueFactory = _ => "/var/lib/nodegc",
    };

    private readonly Option<OutputFormat> output = new("--output", "-o")
    {
        Description = "text for people, json for machines.",
        DefaultValueFactory = _ => OutputFormat.Text,
    };

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    public Command AddTo(Command command)
    {
        foreach (Option option in new Option[] { dataRoot, proc, socket, engineTimeout, state, output }) command.Options.Add(option);
        return command;
    }

    /// <summary>What the user gave.</summary>
    public NodeOptions Read(ParseResult parsed, bool readOnly) => new(
        [.. parsed.GetRequiredValue(dataRoot)], parsed.GetRequiredValue(proc), parsed.GetValue(socket), parsed.GetRequiredValue(state), readOnly)
    {
        EngineTimeout = TimeSpan.FromSeconds(Math.Max(1, parsed.GetRequiredValue(engineTimeout))),
    };

    /// <summary>The form of the report.</summary>
    public OutputFormat ReadFormat(ParseResult parsed) => parsed.GetRequiredValue(output);
}
