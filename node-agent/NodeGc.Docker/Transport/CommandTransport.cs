using Docker.DotNet.Handler.Abstractions;
using Microsoft.Extensions.Logging;

namespace NodeGc.Docker.Transport;

/// <summary>
/// Has the Docker.DotNet package send through our socket. Its own transport takes a body that was cut off for a
/// whole one and refuses socket paths that the kernel accepts.
/// </summary>
internal sealed class CommandTransport(TimeSpan patience) : IDockerHandlerFactory<EngineSocket>
{
    public ResolvedTransport CreateHandler(
        EngineSocket transportOptions,
        ResolvedClientOptions clientOptions,
        ILogger logger
    ) => new(new CommandHandler(transportOptions, patience), clientOptions.Endpoint);

    public ResolvedTransport CreateHandler(ResolvedClientOptions clientOptions, ILogger logger) =>
        throw new NotSupportedException("The socket is missing.");

    public Task<WriteClosableStream> HijackStreamAsync(HttpContent content) =>
        throw new NotSupportedException("NodeGc attaches to nothing.");
}
