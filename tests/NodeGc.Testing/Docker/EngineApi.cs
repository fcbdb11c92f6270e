using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace NodeGc.Testing.Docker;

/// <summary>
/// Asks an engine over its socket what a test asks again and again: starting a docker client costs a tenth of a second
/// of processor time, and the checks after each sweep would start dozens. It shares no code with the product's client.
/// </summary>
public sealed class EngineApi(string socketPath)
{
    /// <summary>The answer to a GET as it is, of the newest API that the engine speaks.</summary>
    /// <exception cref="HttpRequestException">The engine refused, or does not answer.</exception>
    public string Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        using var http = Open();
        using var answer = http.Send(request);
        answer.EnsureSuccessStatusCode();
        return Read(answer);
    }

    /// <summary>As above, parsed.</summary>
    public JsonElement GetJson(string path) => JsonElement.Parse(Get(path));

    /// <summary>A request that the engine may refuse.</summary>
    public CommandResult Try(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative))
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        using var http = Open();
        using var answer = http.Send(request);
        var text = Read(answer);
        return answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotModified
            ? new CommandResult($"{method} {path}", 0, text, "")
            : new CommandResult($"{method} {path}", (int)answer.StatusCode, "", text);
    }

    /// <summary>A request that the engine carries out.</summary>
    /// <exception cref="InvalidOperationException">It refused.</exception>
    public void Do(HttpMethod method, string path) => _ = Try(method, path).Text;

    /// <summary>IDs of all images, intermediate ones included.</summary>
    public IReadOnlyList<string> ImageIds() => [.. Ids("images/json?all=1").Distinct()];

    /// <summary>IDs of the images that were made after another one, the latest first; no intermediate ones.</summary>
    public IReadOnlyList<string> ImageIdsSince(string image) =>
        [.. Ids($"images/json?filters={Uri.EscapeDataString($$"""{"since":["{{image}}"]}""")}").Distinct()];

    /// <summary>IDs of all containers, whatever their state.</summary>
    public IReadOnlyList<string> ContainerIds() => [.. Ids("containers/json?all=1")];

    /// <summary>All volumes and where their data lies.</summary>
    public IReadOnlyList<(string Name, string Path)> Volumes() =>
        GetJson("volumes").GetProperty("Volumes") is { ValueKind: JsonValueKind.Array } volumes
            ? [.. volumes.EnumerateArray().Select(volume => (Text(volume, "Name"), Text(volume, "Mountpoint")))]
            : [];

    /// <summary>For example <c>running</c>, <c>paused</c> or <c>exited</c>.</summary>
    public string StateOf(string container) =>
        Text(GetJson($"containers/{container}/json").GetProperty("State"), "Status");

    /// <summary>Runs a program of an image in a container that is removed again.</summary>
    public CommandResult Run(string image, params string[] command)
    {
        var made = Try(
            HttpMethod.Post,
            "containers/create",
            new
            {
                Image = image,
                Entrypoint = command,
                Cmd = Array.Empty<string>(),
                HostConfig = new { NetworkMode = "host" },
            }
        );
        if (!made.Succeeded)
            return made;
        var id = Text(JsonElement.Parse(made.Output), "Id");
        try
        {
            return Try(HttpMethod.Post, $"containers/{id}/start") is { Succeeded: false } refused
                ? refused
                : ExitOf(Try(HttpMethod.Post, $"containers/{id}/wait"), "StatusCode");
        }
        finally
        {
            Try(HttpMethod.Delete, $"containers/{id}?force=1&v=1");
        }
    }

    /// <summary>Runs a program in a container that runs.</summary>
    public CommandResult Execute(string container, params string[] command)
    {
        var made = Try(HttpMethod.Post, $"containers/{container}/exec", new { Cmd = command, AttachStdout = true });
        if (!made.Succeeded)
            return made;
        var id = Text(JsonElement.Parse(made.Output), "Id");
        var run = Try(HttpMethod.Post, $"exec/{id}/start", new { Detach = false });
        if (!run.Succeeded)
            return run;
        // What the command wrote ends a moment before the engine knows that the command has.
        var state = "";
        Deadline.Await($"a command in {container} to end", () =>
            !JsonElement.Parse(state = Get($"exec/{id}/json")).GetProperty("Running").GetBoolean()
        );
        return ExitOf(run with { Output = state }, "ExitCode");
    }

    /// <summary>A client of its own for each request: a daemon that was restarted has closed the former
    /// connections.</summary>
    public HttpClient Open() =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = (_, cancellationToken) => ConnectAsync(socketPath, cancellationToken),
            }
        )
        {
            BaseAddress = new Uri("http://docker/"),
            Timeout = TimeSpan.FromMinutes(5),
        };

    private IEnumerable<string> Ids(string path) => GetJson(path).EnumerateArray().Select(one => Text(one, "Id"));

    private static CommandResult ExitOf(CommandResult ended, string field)
    {
        if (!ended.Succeeded)
            return ended;
        var code = JsonElement.Parse(ended.Output).GetProperty(field).GetInt32();
        return ended with { ExitCode = code, Errors = $"exit code {code}" };
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Read(HttpResponseMessage answer)
    {
        using var reader = new StreamReader(answer.Content.ReadAsStream());
        return reader.ReadToEnd();
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
