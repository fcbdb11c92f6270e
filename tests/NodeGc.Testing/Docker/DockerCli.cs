using System.Text.Json;

namespace NodeGc.Testing.Docker;

/// <summary>The real docker client of a release, pointed at one engine.</summary>
public sealed class DockerCli
{
    private readonly DockerInstallation installation;
    private readonly string socketPath;
    private readonly string configFolder;

    public DockerCli(DockerInstallation installation, string socketPath, string configFolder)
    {
        (this.installation, this.socketPath, this.configFolder) = (installation, socketPath, configFolder);
        Api = new EngineApi(socketPath);
        Directory.CreateDirectory(configFolder);
        var config = new { cliPluginsExtraDirs = new[] { installation.ClientPlugins } };
        File.WriteAllText(Path.Combine(configFolder, "config.json"), JsonSerializer.Serialize(config));
    }

    /// <summary>The same engine without a client.</summary>
    public EngineApi Api { get; }

    /// <summary>What the command wrote. Fails when the command does.</summary>
    public string Do(params string[] arguments) => Command(arguments).Run().Text;

    /// <summary>Runs a command that may fail.</summary>
    public CommandResult Try(params string[] arguments) => Command(arguments).Run();

    /// <summary>One entry per line of output.</summary>
    public IReadOnlyList<string> Lines(params string[] arguments) =>
        Do(arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A command that is not run yet, for callers that feed it, race it or kill it.</summary>
    public ExternalCommand Command(params string[] arguments) =>
        new(installation.Client, ["-H", $"unix://{socketPath}", .. arguments])
        {
            Environment = new Dictionary<string, string>
            {
                ["DOCKER_CONFIG"] = configFolder,
                ["DOCKER_BUILDKIT"] = "0",
                ["DOCKER_HOST"] = "",
                ["PATH"] = installation.SearchPath,
            },
        };
}
