using NodeGc.Storage.Linux;

namespace NodeGc.Agent;

/// <summary>Turns the failures that a person can do something about into a message; anything else is a bug and keeps its trace.</summary>
internal static class Failures
{
    public static AgentException? Describe(Exception failure) => failure switch
    {
        AgentException known => known,
        LinuxException denied => new AgentException(denied.Message, denied),
        IOException or UnauthorizedAccessException => new AgentException(failure.Message, failure),
        _ => null,
    };
}
