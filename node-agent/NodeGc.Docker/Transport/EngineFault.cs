using System.Net.Sockets;
using System.Text.Json;

namespace NodeGc.Docker.Transport;

/// <summary>Turns what can go wrong on the way to the engine into an error that says what to do.</summary>
internal sealed class EngineFault(string socketPath, EngineRequest request)
{
    /// <summary>Null for exceptions that are not about the engine, such as the caller's own cancellation.</summary>
    public DockerException? Explain(Exception exception) =>
        exception switch
        {
            HttpRequestException { InnerException: SocketException socket } => Unreachable(socket),
            HttpRequestException { InnerException: ArgumentException } => new(
                DockerFailure.SocketMissing,
                $"{socketPath} cannot be a socket: a socket's path has at most 107 bytes. Use a shorter path or a symbolic link.",
                exception
            ),
            HttpRequestException or IOException => Bad(
                "the connection broke off or spoke something other than HTTP",
                exception
            ),
            JsonException => Bad(exception.Message, exception),
            TimeoutException => new(
                DockerFailure.NoAnswer,
                $"The Docker engine at {socketPath} accepted the connection but was silent for {request.Patience.TotalSeconds:0.#} s on {request}. "
                    + "See whether the daemon hangs (its log, `docker info`) or raise the timeout.",
                exception
            ),
            _ => null,
        };

    public DockerException Refused(int status, string message) =>
        new(
            DockerFailure.Refused,
            $"The Docker engine at {socketPath} answered {request} with status {status}: {message}"
        );

    private DockerException Bad(string what, Exception exception) =>
        new(
            DockerFailure.BadAnswer,
            $"The answer of {socketPath} to {request} is not one of a Docker engine: {what}. "
                + "See that the path is the engine's own socket and that the daemon is not being stopped.",
            exception
        );

    private DockerException Unreachable(SocketException exception) =>
        exception.SocketErrorCode switch
        {
            SocketError.AccessDenied => new(
                DockerFailure.PermissionDenied,
                $"No permission to use the Docker engine's socket {socketPath}. Run as root or as a member of the socket's group.",
                exception
            ),
            SocketError.ConnectionRefused => new(
                DockerFailure.NotListening,
                $"Nobody listens on the Docker engine's socket {socketPath}: the daemon has ended. Start it, or work without it.",
                exception
            ),
            _ when !File.Exists(socketPath) => new(
                DockerFailure.SocketMissing,
                $"There is no Docker engine socket at {socketPath}. Name the right path, or mount the socket's folder into this container.",
                exception
            ),
            _ => new(
                DockerFailure.NotListening,
                $"Cannot connect to the Docker engine at {socketPath}: {exception.Message}",
                exception
            ),
        };
}
