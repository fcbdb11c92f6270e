using System.Net.Sockets;
using System.Text.Json;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>The sums that <c>docker system df</c> prints, from the engine's own answer, in bytes.</summary>
internal sealed record EngineUsage(long Layers, long Containers, long Volumes, long BuildCache)
{
    public static async Task<EngineUsage> ReadAsync(PrivateDockerd dockerd)
    {
        using var answer = JsonDocument.Parse(await AskAsync(dockerd));
        var usage = answer.RootElement;
        return new EngineUsage(
            usage.GetProperty("LayersSize").GetInt64(),
            Sum(usage, "Containers", container =>
                container.TryGetProperty("SizeRw", out var size) ? size.GetInt64() : 0
            ),
            Sum(usage, "Volumes", volume => volume.GetProperty("UsageData").GetProperty("Size").GetInt64()),
            Sum(usage, "BuildCache", record =>
                record.GetProperty("Shared").GetBoolean() ? 0 : record.GetProperty("Size").GetInt64()
            )
        );
    }

    /// <summary>The answer as it is, of the newest API that the engine speaks.</summary>
    public static async Task<string> AskAsync(PrivateDockerd dockerd)
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) => await ConnectAsync(dockerd.SocketPath, cancellationToken),
        };
        using var client = new HttpClient(handler);
        return await client.GetStringAsync(new Uri("http://docker/system/df"));
    }

    private static long Sum(JsonElement usage, string list, Func<JsonElement, long> size) =>
        usage.GetProperty(list) is { ValueKind: JsonValueKind.Array } entries ? entries.EnumerateArray().Sum(size) : 0;

    private static async Task<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
