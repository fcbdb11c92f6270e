using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace NodeGc.Docker.Tests.Fakes;

/// <summary>Listens on a unix socket and answers each request line with the given bytes; for engines that
/// misbehave.</summary>
internal sealed class ScriptedEngine : IAsyncDisposable
{
    private const string Version = """{"ApiVersion":"1.41","MinAPIVersion":"1.12","Version":"20.10.24"}""";
    private readonly CancellationTokenSource end = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-e-");
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentDictionary<string, Func<NetworkStream, Task>> answers = new();
    private readonly ConcurrentBag<Task> sessions = [];
    private readonly string socketPath;
    private readonly Task accepting;
    private int connections;

    /// <param name="version">Answer to the first question.</param>
    /// <param name="pathBytes">At least so long is the socket's path.</param>
    public ScriptedEngine(string version = Version, int pathBytes = 0)
    {
        socketPath = Path.Combine(
            folder.FullName,
            new string('s', Math.Max(1, pathBytes - folder.FullName.Length - 1))
        );
        Answer("GET /version", version);
        listener.Bind(new UnixDomainSocketEndPoint(Options.SocketPath));
        listener.Listen();
        accepting = AcceptAsync();
    }

    public DockerClientOptions Options => new() { SocketPath = socketPath, Timeout = TimeSpan.FromSeconds(10) };

    public int Connections => connections;

    public ConcurrentQueue<string> Requests { get; } = new();

    public void Answer(string request, string json, int status = 200) =>
        Send(
            request,
            $"HTTP/1.1 {status} Scripted\r\nContent-Type: application/json\r\nContent-Length: "
                + $"{Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"
        );

    public void Send(string request, string text) =>
        answers[request] = stream => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    public void Stream(string request, Func<NetworkStream, Task> write) => answers[request] = write;

    /// <summary>Takes the request and says nothing.</summary>
    public void Ignore(string request) => answers[request] = _ => Task.Delay(Timeout.Infinite, end.Token);

    /// <summary>Sends the text, then ends the connection.</summary>
    public void BreakOff(string request, string text) =>
        answers[request] = async stream =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
            stream.Socket.Shutdown(SocketShutdown.Both);
        };

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(sessions);
        end.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                sessions.Add(ServeAsync(await listener.AcceptAsync(end.Token)));
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Disposed: the only way out.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        Interlocked.Increment(ref connections);
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            while (await ReadRequestAsync(stream) is { } request)
                await answers.GetValueOrDefault(request, Unknown(request))(stream);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The client went, or the test ended.
        }
    }

    /// <summary>Method and path of the next request; its body, if it has one, is read and forgotten.</summary>
    private async Task<string?> ReadRequestAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, end.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }
        var lines = head.ToString().Split("\r\n");
        var length = lines
            .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[15..])
            .FirstOrDefault();
        await stream.ReadExactlyAsync(new byte[int.Parse(length ?? "0", null)], end.Token);
        var request = lines[0].Replace(" HTTP/1.1", "", StringComparison.Ordinal);
        Requests.Enqueue(request);
        return request;
    }

    private static Func<NetworkStream, Task> Unknown(string request) =>
        stream =>
            stream
                .WriteAsync(
                    Encoding.UTF8.GetBytes(
                        "HTTP/1.1 404 Not Found\r\nContent-Length: "
                            + $"{request.Length + 14}\r\n\r\n{{\"message\":\"{request}\"}}"
                    )
                )
                .AsTask();
}
