namespace NodeGc.Docker;

/// <summary>Why a request failed, as far as it matters for how to fix it.</summary>
public enum DockerFailure
{
    /// <summary>There is no socket at the path.</summary>
    SocketMissing,

    /// <summary>The socket exists but nothing listens on it: the daemon has stopped.</summary>
    NotListening,

    /// <summary>This process has no permission to use the socket.</summary>
    PermissionDenied,

    /// <summary>Connected, but no data within the timeout.</summary>
    NoAnswer,

    /// <summary>The response is not one of an engine: not HTTP, truncated, or JSON without required fields.</summary>
    BadAnswer,

    /// <summary>The engine returned an error status.</summary>
    Refused,

    /// <summary>The name cannot be used in a request's path, where it would refer to something else.</summary>
    BadName,

    /// <summary>Engine and client have no common API version, or the engine is too old for this call.</summary>
    Unsupported,
}
