namespace NodeGc.Agent;

/// <summary>A failure with a message for the user: what failed, where, and what to do.</summary>
public sealed class AgentException : Exception
{
    /// <summary>A failure with a message.</summary>
    public AgentException(string message)
        : base(message) { }

    /// <summary>A failure with a message and its cause.</summary>
    public AgentException(string message, Exception cause)
        : base(message, cause) { }

    /// <summary>A failure without a message; for serializers only.</summary>
    public AgentException() { }

    /// <summary>The exit code of a command that fails with it.</summary>
    public ExitCode ExitCode { get; init; } = ExitCode.Failed;
}
