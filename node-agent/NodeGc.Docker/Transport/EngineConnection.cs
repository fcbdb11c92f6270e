namespace NodeGc.Docker.Transport;

/// <summary>HTTP over the engine's unix socket, with connection reuse.</summary>
internal sealed class EngineConnection : IDisposable
{
    private readonly EngineSocket socket;
    private readonly HttpClient http;

    public EngineConnection(string socketPath)
    {
        socket = new EngineSocket(socketPath);
        http = new HttpClient(socket.Handler)
        {
            BaseAddress = new Uri("http://docker/"),
            Timeout = Timeout.InfiniteTimeSpan, // Each request has its own timeout.
        };
    }

    public string SocketPath => socket.Path;

    /// <inheritdoc cref="EngineSocket.PeerProcess"/>
    public int PeerProcess => socket.PeerProcess;

    /// <summary>The commands of this API version, over the same connections.</summary>
    public EngineCommands CommandsOf(ApiVersion version, TimeSpan timeout) => new(socket, version, timeout);

    /// <summary>Sends a request and reads the response while the connection is open.</summary>
    /// <exception cref="DockerException">The engine cannot be reached, times out, or returns a malformed
    /// response.</exception>
    public async Task<T> AskAsync<T>(
        EngineRequest request,
        Func<EngineAnswer, Task<T>> read,
        CancellationToken cancellationToken
    )
    {
        var fault = new EngineFault(SocketPath, request);
        try
        {
            using var response = await SendAsync(request, cancellationToken);
            await using var body = new TimeoutStream(
                await response.Content.ReadAsStreamAsync(cancellationToken),
                request.Timeout
            );
            return await read(new EngineAnswer(response.StatusCode, body, fault));
        }
        catch (Exception exception) when (fault.Explain(exception) is { } explained)
        {
            throw explained;
        }
    }

    public async Task<HttpResponseMessage> SendAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage();
        return await ResponseTimeout.WaitAsync(
            limited => http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limited),
            request.Timeout,
            cancellationToken
        );
    }

    public void Dispose() => http.Dispose();
}
