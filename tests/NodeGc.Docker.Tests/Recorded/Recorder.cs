using System.Text.Json.Nodes;
using NodeGc.Testing.Docker;

namespace NodeGc.Docker.Tests.Recorded;

/// <summary>Records the answers of a real engine, when NODEGC_RECORD is set.</summary>
[TestFixtureSource(typeof(DockerReleases), nameof(DockerReleases.All))]
[Category("Real")]
public sealed class Recorder(DockerRelease release)
{
    [Test]
    public async Task Records_what_the_engine_answers()
    {
        if (Environment.GetEnvironmentVariable("NODEGC_RECORD") is not { Length: > 0 })
            Assert.Ignore("Set NODEGC_RECORD to record again.");
        using var dockerd = PrivateDockerd.Start(new DockerdOptions { Release = release });
        var container = Populate(dockerd.Cli);
        using var client = await DockerClient.ConnectAsync(new() { SocketPath = dockerd.SocketPath }, default);
        using var http = dockerd.Cli.Api.Open();
        var recording = new Recording(release);
        foreach (var question in Question.All.Where(question => question.Answer != "event"))
        {
            var path = question.PathFor(
                client.Version,
                question.Answer switch
                {
                    "container" => container,
                    "image" => "kit:1",
                    _ => "optioned",
                }
            );
            recording.Write(question.Answer, WithoutMachine(await http.GetStringAsync(path), dockerd.Folder));
        }
        recording.Write("version", WithoutMachine(await http.GetStringAsync("version"), dockerd.Folder));
        recording.Write(
            "event",
            WithoutMachine(
                await FirstLineAsync(
                    http,
                    $"v{client.Version}/events?since=1&filters=%7B%22container%22%3A%5B%22{container}%22%5D%7D"
                ),
                dockerd.Folder
            )
        );
    }

    /// <summary>At least one of each kind that the questions are about; the ID of a container that runs, with a volume
    /// of each kind and a bind.</summary>
    private static string Populate(DockerCli docker)
    {
        BaseImage.Load(docker);
        docker.BuildWithBuildKit(
            "kit:1",
            "FROM base:1\nCOPY f /f\nRUN --mount=type=cache,target=/c touch /c/x\nRUN touch /g\n",
            ("f", "content")
        );
        docker.BuildClassic("classic:1", "FROM base:1\nRUN touch /a\nRUN touch /b\n");
        docker.Create("created", "kit:1");
        docker.Do("volume", "create", "--label", "team=a", "--opt", "type=tmpfs", "--opt", "device=tmpfs", "optioned");
        return docker.RunForever("running", "kit:1", "-v", "/anonymous", "-v", "named:/named", "-v", "/tmp:/bound");
    }

    private static async Task<string> FirstLineAsync(HttpClient http, string path)
    {
        using var reader = new StreamReader(await http.GetStreamAsync(path));
        return (await reader.ReadLineAsync())!;
    }

    private static JsonNode WithoutMachine(string answer, string folder)
    {
        var content = JsonNode.Parse(answer.Replace(folder, "/nodegc", StringComparison.Ordinal))!;
        if (content is not JsonObject fields)
            return content;
        foreach (
            var (field, value) in new[] { ("Name", "node"), ("KernelVersion", "6.1.0"), ("OperatingSystem", "Linux") }
        )
            if (fields.ContainsKey(field) && fields.ContainsKey("KernelVersion"))
                fields[field] = value;
        return fields;
    }
}
