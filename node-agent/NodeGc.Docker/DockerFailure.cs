namespace NodeGc.Docker;

/// <summary>Why the engine could not be asked, as far as it changes what somebody should do about it.</summary>
public enum DockerFailure
{
    /// <summary>There is no socket at the path.</summary>
    SocketMissing,

    /// <summary>The socket exists and nobody listens on it: the daemon has ended.</summary>
    NotListening,

    /// <summary>The file system refuses this process the socket.</summary>
    PermissionDenied,

    /// <summary>Connected, and silent for longer than the time allowed.</summary>
    NoAnswer,

    /// <summary>What came back is not what an engine says: no HTTP, cut off, or JSON that lacks what it must
    /// have.</summary>
    BadAnswer,

    /// <summary>The engine answered with an error status.</summary>
    Refused,

    /// <summary>The name cannot be asked for: as part of a request's path it would stand for something else.</summary>
    BadName,

    /// <summary>Engine and client have no API version in common, or the engine is too old for this question.</summary>
    Unsupported,
}
