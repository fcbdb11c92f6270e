namespace NodeGc.Agent;

/// <summary>A failure whose message is meant for the person at the command line: what, where, what to do.</summary>
public sealed class AgentException : Exception
{
    /// <summary>A failure with a message for people.</summary>
    public AgentException(string message)
        : base(message) { }

    /// <summary>A failure with a message for people and its cause.</summary>
    public AgentException(string message, Exception cause)
        : base(message, cause) { }

    /// <summary>A failure without a message; for serializers only.</summary>
    public AgentException() { }

    /// <summary>The exit code of a command that ends so.</summary>
    public ExitCode ExitCode { get; init; } = ExitCode.Failed;
}
