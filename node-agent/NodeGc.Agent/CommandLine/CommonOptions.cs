using System.CommandLine;
using System.CommandLine.Parsing;
using NodeGc.Agent.Scanning;

namespace NodeGc.Agent.CommandLine;

/// <summary>The options that most commands have.</summary>
internal sealed class CommonOptions
{
    /// <summary>The state directory unless another is given.</summary>
    public const string DefaultState = "/var/lib/nodegc";

    private readonly Option<string[]> dataRoot = new("--data-root")
    {
        HelpName = "DIR",
        DefaultValueFactory = _ => Default("DATA_ROOT")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [],
    };

    private readonly Option<string> proc = PathOption.Directory(
        "--proc",
        "Mount point of the host's proc filesystem.",
        Default("PROC") ?? "/proc"
    );

    private readonly Option<string?> hostRoot = new("--host-root")
    {
        HelpName = "DIR",
        Description =
            "Directory where the host's root filesystem is mounted, if the agent runs in a container. Data roots are "
            + "then paths of the host.",
        DefaultValueFactory = _ => Default("HOST_ROOT"),
    };

    private readonly Option<string?> socket = PathOption.Socket(
        "--socket",
        "Unix socket of the Docker daemon. Default: the socket of the running dockerd, or "
            + "/var/run/docker.sock if none is running.",
        Default("SOCKET")
    );

    private readonly DurationOption engineTimeout = new(
        "--engine-timeout",
        "Docker API timeout. If exceeded, nothing is removed.",
        TimeSpan.FromSeconds(30),
        TimeSpan.FromSeconds(1),
        TimeSpan.FromHours(1)
    );

    private readonly Option<string> state = PathOption.Directory(
        "--state-dir",
        "Directory for results of earlier scans, image usage, confirmed losses and stored plans.",
        DefaultState
    );

    private readonly Option<bool> wide = new("--wide", "--no-trunc")
    {
        Description = "Do not truncate IDs and names in tables.",
    };

    private readonly Option<OutputChoice?> output;
    private readonly bool printsReport;

    /// <param name="writesFile">Whether the command can store a plan in a file.</param>
    /// <param name="takesSeveralRoots">Whether the command works on several data roots at once.</param>
    /// <param name="printsReport">Whether the command prints a report, so that its format can be chosen.</param>
    public CommonOptions(bool writesFile = false, bool takesSeveralRoots = false, bool printsReport = true)
    {
        this.printsReport = printsReport;
        dataRoot.Description =
            "Data root of the Docker daemon. Default: the data root of the running dockerd, or /var/lib/docker if none "
            + "is running."
            + (takesSeveralRoots ? " May be repeated." : "");
        dataRoot.Validators.Add(PathOption.RefuseEmpty);
        hostRoot.Validators.Add(PathOption.RefuseEmpty);
        if (!takesSeveralRoots)
            dataRoot.Validators.Add(RefuseSeveral);
        output = new("--output", "-o")
        {
            Description = writesFile
                ? "Output format, or a file (ending in .json or containing a slash) to write the plan to, for "
                    + "clean --plan. Default: text."
                : "Output format. Default: text.",
            HelpName = writesFile ? "text|json|FILE" : "text|json",
            CustomParser = result => OutputChoice.Parse(result, writesFile),
        };
        output.CompletionSources.Add("text", "json");
    }

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    public Command AddTo(Command command)
    {
        Option[] format = printsReport ? [output, wide] : [];
        foreach (var option in (Option[])[dataRoot, hostRoot, proc, socket, state, .. format])
            command.Options.Add(option);
        engineTimeout.AddTo(command);
        return command;
    }

    /// <summary>The options as given.</summary>
    public NodeOptions Read(ParseResult parsed, bool readOnly) =>
        new(
            [.. parsed.GetRequiredValue(dataRoot)],
            parsed.GetRequiredValue(proc),
            parsed.GetValue(socket),
            parsed.GetRequiredValue(state),
            readOnly
        )
        {
            EngineTimeout = engineTimeout.Read(parsed),
            HostRoot = parsed.GetValue(hostRoot) is { } mounted ? Path.GetFullPath(mounted).TrimEnd('/') : "",
        };

    /// <summary>The output format.</summary>
    public OutputFormat ReadFormat(ParseResult parsed) => Choice(parsed).Format;

    /// <summary>Whether tables show full IDs and names.</summary>
    public bool IsWide(ParseResult parsed) => parsed.GetValue(wide);

    /// <summary>The file to write the plan to; null if it is only printed.</summary>
    public string? FindFile(ParseResult parsed) => Choice(parsed).File;

    /// <summary>The environment of the agent's container says where the host is mounted, so that commands in it need
    /// no options.</summary>
    private static string? Default(string name) =>
        Environment.GetEnvironmentVariable($"NODEGC_{name}") is { Length: > 0 } value ? value : null;

    private OutputChoice Choice(ParseResult parsed) => parsed.GetValue(output) ?? OutputChoice.Text;

    private static void RefuseSeveral(OptionResult result)
    {
        if (result.Tokens.Count <= 1)
            return;
        result.AddError("--data-root can be given only once (only run accepts several)");
    }
}
