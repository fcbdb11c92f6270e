using Docker.DotNet.Handler.Abstractions;
using Microsoft.Extensions.Logging;

namespace NodeGc.Docker.Transport;

/// <summary>
/// Makes the Docker.DotNet package send through our socket. Its own transport accepts truncated bodies and refuses
/// socket paths that the kernel accepts.
/// </summary>
internal sealed class CommandTransport(TimeSpan timeout) : IDockerHandlerFactory<EngineSocket>
{
    public ResolvedTransport CreateHandler(
        EngineSocket transportOptions,
        ResolvedClientOptions clientOptions,
        ILogger logger
    ) => new(new CommandHandler(transportOptions, timeout), clientOptions.Endpoint);

    public ResolvedTransport CreateHandler(ResolvedClientOptions clientOptions, ILogger logger) =>
        throw new NotSupportedException("The socket handler is required.");

    public Task<WriteClosableStream> HijackStreamAsync(HttpContent content) =>
        throw new NotSupportedException("NodeGc does not attach to containers.");
}
