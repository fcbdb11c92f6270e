namespace NodeGc.Testing.Docker;

/// <summary>The real docker client, pointed at one engine.</summary>
public sealed class DockerCli(string socketPath, string configFolder)
{
    /// <summary>By absolute path: another client may come first on PATH.</summary>
    private const string Program = "/usr/bin/docker";

    /// <summary>What the command wrote. Fails when the command does.</summary>
    public string Do(params string[] arguments) => Command(arguments).Run().Text;

    /// <summary>Runs a command that may fail.</summary>
    public CommandResult Try(params string[] arguments) => Command(arguments).Run();

    /// <summary>One entry per line of output.</summary>
    public IReadOnlyList<string> Lines(params string[] arguments) =>
        Do(arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A command that is not run yet, for callers that feed it, race it or kill it.</summary>
    public ExternalCommand Command(params string[] arguments) => new(Program, ["-H", $"unix://{socketPath}", .. arguments])
    {
        Environment = new Dictionary<string, string> { ["DOCKER_CONFIG"] = configFolder, ["DOCKER_BUILDKIT"] = "0", ["DOCKER_HOST"] = "" },
    };
}
