using System.Net;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;

namespace NodeGc.Agent.Daemon;

/// <summary>Tells a server that will not take a status from one that is away, and says what to do about it.
/// Pure.</summary>
internal static class StatusRefusals
{
    private const string Definition = "apply crds/nodegc.io_nodestorages.yaml of the agent's version";

    /// <summary>Why the status is refused; null where the same write may succeed later without anybody changing
    /// anything.</summary>
    public static string? Find(KubernetesException failure) =>
        failure.Kind switch
        {
            KubernetesErrorKind.Forbidden => $"{failure.Message}: install the chart's ClusterRole of the agent again",
            KubernetesErrorKind.NotFound =>
                $"{failure.Message}: the definition of NodeStorage has no status: {Definition}",
            KubernetesErrorKind.Invalid when failure.Status == HttpStatusCode.RequestEntityTooLarge =>
                $"{failure.Message}: the status is too large",
            KubernetesErrorKind.Invalid =>
                $"{failure.Message}: if the definition of NodeStorage is of another version, {Definition}",
            _ => null,
        };

    /// <summary>Which report the server dropped although it took the status; null where it stored the phase of
    /// each.</summary>
    public static string? FindDropped(NodeStorageStatus written, NodeStorageStatus? stored)
    {
        var kept = (stored?.Orders ?? []).Select(report => (report.Cleanup, report.RunId, report.Phase)).ToHashSet();
        var dropped = written.Orders.FirstOrDefault(report =>
            !kept.Contains((report.Cleanup, report.RunId, report.Phase))
        );
        return dropped is null ? null : $"the API server stored the status without the report of run {dropped.RunId}";
    }
}
