using System.Net.Sockets;

namespace NodeGc.Docker.Transport;

/// <summary>HTTP over the engine's unix socket, with connections kept and used again.</summary>
internal sealed class EngineConnection(string socketPath) : IDisposable
{
    private readonly HttpClient http = new(Handler(socketPath))
    {
        BaseAddress = new Uri("http://docker/"),
        Timeout = Timeout.InfiniteTimeSpan, // Each request brings its own patience.
    };

    public string SocketPath { get; } = socketPath;

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

    private static SocketsHttpHandler Handler(string socketPath) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectCallback = (_, cancellationToken) => ConnectAsync(socketPath, cancellationToken),
    };

    private static async ValueTask<Stream> ConnectAsync(string socketPath, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
