using System.Net;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;

namespace NodeGc.Agent.Daemon;

/// <summary>Distinguishes a server that rejects a status from one that is unavailable, and adds what to do.
/// Pure.</summary>
internal static class StatusRefusals
{
    private const string ApplyCrd = "apply crds/nodegc.io_nodestorages.yaml of the agent's version";

    /// <summary>Why the status is rejected; null if the same write may succeed later without a change.</summary>
    public static string? Find(KubernetesException failure) =>
        failure.Kind switch
        {
            KubernetesErrorKind.Forbidden =>
                $"{failure.Message}: correct the admission policy that denied it, or else reinstall the agent's "
                    + "ClusterRole from the chart",
            KubernetesErrorKind.NotFound =>
                $"{failure.Message}: the NodeStorage CRD has no status subresource: {ApplyCrd}",
            KubernetesErrorKind.Invalid when failure.Status == HttpStatusCode.RequestEntityTooLarge =>
                $"{failure.Message}: the status is too large",
            KubernetesErrorKind.Invalid =>
                $"{failure.Message}: if the NodeStorage CRD is of another version, {ApplyCrd}",
            _ => null,
        };

    /// <summary>A report that the server dropped although it accepted the status; null if it stored the phase of
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
