using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Queues;

namespace NodeGc.Operator.Controllers;

/// <summary>Which change has which orders and which statuses looked at again.</summary>
/// <param name="view">The cluster.</param>
/// <param name="orders">Names of nodes.</param>
/// <param name="statuses">Names of cleanups.</param>
/// <param name="together">Reports of many nodes within this time make one status update.</param>
internal sealed class Triggers(
    ClusterView view,
    WorkQueue<string> orders,
    WorkQueue<string> statuses,
    TimeSpan together
)
{
    public void Subscribe()
    {
        view.Cleanups.Subscribe(OnCleanup);
        view.Nodes.Subscribe(OnNode);
        view.Storages.Subscribe(OnStorage);
        view.AgentPods?.Subscribe(OnAgent);
    }

    /// <summary>Has everything looked at, as whoever begins to lead must.</summary>
    public void All()
    {
        AllOrders();
        foreach (var cleanup in view.Cleanups.Store.List())
            statuses.Add(Name(cleanup));
    }

    // The status is written here and concerns nobody else, but for a new digest of a run's plans: it may have been
    // approved already.
    private void OnCleanup(ObjectChange<NodeStorageCleanup> change)
    {
        if (Identity(change.Before) == Identity(change.After))
            return;
        statuses.Add(Name(change.Latest));
        // Its pins hold in the orders of others, and its nodes may be those of others.
        AllOrders();
        AllStatuses();
    }

    // A kubelet renews its Node all the time; what selects it changes rarely.
    private void OnNode(ObjectChange<Node> change)
    {
        if (change is { Before: { } before, After: { } after } && SelectsAlike(before, after))
            return;
        orders.Add(Name(change.Latest));
        AllStatuses();
    }

    private void OnStorage(ObjectChange<NodeStorage> change)
    {
        orders.Add(Name(change.Latest));
        // A heartbeat alone changes a status only after a silence, and for that the status is looked at from time to
        // time.
        if (change is { Before: { } before, After: { } after } && ReportComparison.SaysTheSame(before, after))
            return;
        AllStatuses();
    }

    // The NodeStorage of the node may have to be created.
    private void OnAgent(ObjectChange<Pod> change)
    {
        if (change.After?.Spec?.NodeName is { } node && node != change.Before?.Spec?.NodeName)
            orders.Add(node);
    }

    private void AllOrders()
    {
        foreach (var storage in view.Storages.Store.List())
            orders.Add(Name(storage));
        foreach (var node in view.ListNodes().Where(view.NeedsStorage))
            orders.Add(node.Name);
    }

    private void AllStatuses()
    {
        foreach (var cleanup in view.Cleanups.Store.List())
            statuses.AddAfter(Name(cleanup), together);
    }

    private static (string? Uid, long? Generation, bool IsLeaving, string? PlanDigest)? Identity(
        NodeStorageCleanup? cleanup
    ) =>
        cleanup is null
            ? null
            : (
                cleanup.Metadata.Uid,
                cleanup.Metadata.Generation,
                cleanup.Metadata.DeletionTimestamp is not null,
                cleanup.Status?.LastRun?.PlanDigest
            );

    private static bool SelectsAlike(Node before, Node after) =>
        before.RunsLinux() == after.RunsLinux()
        && (before.Metadata.Labels ?? [])
            .OrderBy(label => label.Key, StringComparer.Ordinal)
            .SequenceEqual((after.Metadata.Labels ?? []).OrderBy(label => label.Key, StringComparer.Ordinal));

    private static string Name(IKubernetesObject value) => ObjectKey.Of(value).Name;
}
