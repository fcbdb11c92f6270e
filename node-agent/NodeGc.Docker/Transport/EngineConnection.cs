using System.Net.Sockets;

namespace NodeGc.Docker.Transport;

/// <summary>HTTP over the engine's unix socket, with connections kept and used again.</summary>
internal sealed class EngineConnection : IDisposable
{
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    private readonly HttpClient http;

    public EngineConnection(string socketPath)
    {
        SocketPath = socketPath;
        http = new HttpClient(Handler())
        {
            BaseAddress = new Uri("http://docker/"),
            Timeout = Timeout.InfiniteTimeSpan, // Each request brings its own patience.
        };
    }

    public string SocketPath { get; }

    /// <summary>The process that listens, as this process numbers it; 0 before anything was asked, and where it lies in
    /// another process namespace.</summary>
    public int PeerProcess { get; private set; }

    /// <summary>Asks, and reads the answer while the connection is open.</summary>
    /// <exception cref="DockerException">The engine cannot be reached, is silent, or its answer is no proper one.</exception>
    public async Task<T> AskAsync<T>(EngineRequest request, Func<EngineAnswer, Task<T>> read, CancellationToken cancellationToken)
    {
        var fault = new EngineFault(SocketPath, request);
        try
        {
            using var response = await SendAsync(request, cancellationToken);
            await using var body = new PatientStream(await response.Content.ReadAsStreamAsync(cancellationToken), request.Patience);
            return await read(new EngineAnswer(response.StatusCode, body, fault));
        }
        catch (Exception exception) when (fault.Explain(exception) is { } explained)
        {
            throw explained;
        }
    }

    public async Task<HttpResponseMessage> SendAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(request.Patience);
        using var message = request.ToMessage();
        try
        {
            return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("No answer.");
        }
    }

    public void Dispose() => http.Dispose();

    private SocketsHttpHandler Handler() => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectCallback = (_, cancellationToken) => ConnectAsync(cancellationToken),
    };

    private async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), cancellationToken);
            PeerProcess = PeerOf(socket);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Source: <c>unix(7)</c>, SO_PEERCRED: process, user and group of the one who called
    /// <c>listen</c>.</summary>
    private static int PeerOf(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        return BitConverter.ToInt32(credentials);
    }
}
