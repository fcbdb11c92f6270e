using System.CommandLine;
using NodeGc.Agent.Scanning;

namespace NodeGc.Agent.CommandLine;

/// <summary>The options that every command has.</summary>
/// <param name="writesFile">Whether the command can write its report to a file.</param>
internal sealed class CommonOptions(bool writesFile = false)
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

    private readonly Option<OutputChoice> output = new("--output", "-o")
    {
        Description = writesFile
            ? "text for people, json for machines; a name that ends in .json or has a slash is a file, into which the plan is put for clean --plan."
            : "text for people, json for machines.",
        DefaultValueFactory = _ => OutputChoice.Text,
        CustomParser = result => OutputChoice.Parse(result, writesFile),
    };

    private readonly Option<bool> wide = new("--wide", "--no-trunc")
    {
        Description = "Show ids and names in full, however wide the tables get.",
    };

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    public Command AddTo(Command command)
    {
        Option[] all = [dataRoot, proc, socket, engineTimeout, state, output, wide];
        foreach (var option in all) command.Options.Add(option);
        return command;
    }

    /// <summary>What the user gave.</summary>
    public NodeOptions Read(ParseResult parsed, bool readOnly) => new(
        [.. parsed.GetRequiredValue(dataRoot)], parsed.GetRequiredValue(proc), parsed.GetValue(socket), parsed.GetRequiredValue(state), readOnly)
    {
        EngineTimeout = TimeSpan.FromSeconds(Math.Max(1, parsed.GetRequiredValue(engineTimeout))),
    };

    /// <summary>The form of the report.</summary>
    public OutputFormat ReadFormat(ParseResult parsed) => parsed.GetRequiredValue(output).Format;

    /// <summary>Whether tables show everything in full.</summary>
    public bool IsWide(ParseResult parsed) => parsed.GetValue(wide);

    /// <summary>The file that the plan is written to; null where it is only printed.</summary>
    public string? FindFile(ParseResult parsed) => parsed.GetRequiredValue(output).File;
}
