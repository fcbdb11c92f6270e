using System.Net.Sockets;
using System.Text.Json;

namespace NodeGc.Docker.Transport;

/// <summary>Converts failures of engine requests into errors that say how to fix them.</summary>
internal sealed class EngineFault(string socketPath, EngineRequest request)
{
    /// <summary>Null for exceptions that are not about the engine, such as the caller's own cancellation.</summary>
    public DockerException? Explain(Exception exception) =>
        exception switch
        {
            HttpRequestException { InnerException: SocketException socket } => Unreachable(socket),
            HttpRequestException { InnerException: ArgumentException } => new(
                DockerFailure.SocketMissing,
                $"{socketPath} is too long for a socket path (at most 107 bytes). Use a shorter path or a "
                    + "symbolic link.",
                exception
            ),
            HttpRequestException or IOException => Bad(
                "the connection was closed early or the response is not HTTP",
                exception
            ),
            JsonException => Bad(exception.Message, exception),
            TimeoutException => new(
                DockerFailure.NoAnswer,
                $"The Docker engine at {socketPath} accepted the connection but did not respond to {request} "
                    + $"within {request.Timeout.TotalSeconds:0.#} s. Check whether the daemon hangs (its log, "
                    + "`docker info`) or increase the timeout.",
                exception
            ),
            _ => null,
        };

    public DockerException Refused(int status, string message) =>
        new(
            DockerFailure.Refused,
            $"The Docker engine at {socketPath} returned status {status} for {request}: {message}"
        );

    private DockerException Bad(string what, Exception exception) =>
        new(
            DockerFailure.BadAnswer,
            $"The response of {socketPath} to {request} is not valid for a Docker engine: {what}. Check that the "
                + "path is the engine's socket and that the daemon is not being stopped.",
            exception
        );

    private DockerException Unreachable(SocketException exception) =>
        exception.SocketErrorCode switch
        {
            SocketError.AccessDenied => new(
                DockerFailure.PermissionDenied,
                $"Permission denied on the Docker engine's socket {socketPath}. Run as root or as a member of the "
                    + "socket's group.",
                exception
            ),
            SocketError.ConnectionRefused => new(
                DockerFailure.NotListening,
                $"Nothing is listening on the Docker engine's socket {socketPath}: the daemon is not running. "
                    + "Start it, or continue without it.",
                exception
            ),
            _ when !File.Exists(socketPath) => new(
                DockerFailure.SocketMissing,
                $"No Docker engine socket at {socketPath}. Specify the correct path, or mount the socket's "
                    + "directory into this container.",
                exception
            ),
            _ => new(
                DockerFailure.NotListening,
                $"Cannot connect to the Docker engine at {socketPath}: {exception.Message}",
                exception
            ),
        };
}
