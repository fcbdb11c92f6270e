namespace NodeGc.Agent.Policies;

/// <summary>A policy that contradicts itself in a way that the schema cannot see; the message names the fields.</summary>
public sealed class PolicyException : Exception
{
    /// <summary>A policy that is wrong as <paramref name="message"/> says.</summary>
    public PolicyException(string message)
        : base(message)
    {
    }

    /// <summary>A policy that is wrong for a reason.</summary>
    public PolicyException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>For serializers only.</summary>
    public PolicyException()
    {
    }
}
