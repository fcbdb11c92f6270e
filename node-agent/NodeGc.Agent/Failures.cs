using NodeGc.Agent.Scanning;
using NodeGc.Api.Nodes;
using NodeGc.Host.Linux;
using NodeGc.Kubernetes.Connection;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;
using NodeGc.Stores.Docker.Daemons;

namespace NodeGc.Agent;

/// <summary>Turns failures that a user can act on into a message; anything else is a bug and keeps its stack
/// trace.</summary>
internal static class Failures
{
    /// <summary>The failure as a message; null for a bug.</summary>
    public static AgentException? Describe(Exception failure) =>
        failure switch
        {
            AgentException known => known,
            LocatingFailedException
            or LinuxException
            or JournalUnwritableException
            or JournalDamagedException
            or StoreLockedException => new AgentException(failure.Message, failure),
            KubernetesConfigurationException => new AgentException(failure.Message, failure)
            {
                ExitCode = ExitCode.Usage,
            },
            IOException or UnauthorizedAccessException => new AgentException(failure.Message, failure),
            _ => null,
        };

    /// <summary>Whether there is no store on this node, which is expected on some nodes of a mixed cluster.</summary>
    public static bool IsNoStore(Exception failure) =>
        failure is LocatingFailedException { Failure: LocatingFailure.NoStore };

    /// <summary>The reason of the Ready condition while <paramref name="failure"/> lasts.</summary>
    public static string ReasonOf(Exception failure) =>
        failure switch
        {
            LocatingFailedException { Failure: LocatingFailure.NoDataRoot } => NodeReasons.DataRootMissing,
            LocatingFailedException { Failure: LocatingFailure.Unreadable or LocatingFailure.Hidden } =>
                NodeReasons.PermissionDenied,
            JournalUnwritableException => NodeReasons.JournalUnwritable,
            StoreLockedException => NodeReasons.AnotherAgent,
            UnauthorizedAccessException => NodeReasons.PermissionDenied,
            _ => NodeReasons.DataRootUnrecognized,
        };
}
