using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;
using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Queues;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Hosting;

/// <summary>Enqueues the orders and statuses that a change in the cluster affects.</summary>
/// <param name="view">The cluster.</param>
/// <param name="orders">Names of nodes.</param>
/// <param name="statuses">Names of cleanups.</param>
/// <param name="rollouts">Names of cleanups.</param>
/// <param name="restores">Names of restores.</param>
/// <param name="statusDelay">Reports of many nodes within this time cause one status update.</param>
internal sealed class EventHandlers(
    ClusterView view,
    WorkQueue<string> orders,
    WorkQueue<string> statuses,
    WorkQueue<string> rollouts,
    WorkQueue<string> restores,
    TimeSpan statusDelay
)
{
    /// <summary>Reports of many nodes within this time are looked at once.</summary>
    private static readonly TimeSpan RolloutDelay = TimeSpan.FromMilliseconds(200);

    public void Subscribe()
    {
        view.Cleanups.Subscribe(OnCleanup);
        view.Nodes.Subscribe(OnNode);
        view.Storages.Subscribe(OnStorage);
        view.Restores.Subscribe(OnRestore);
        view.AgentPods?.Subscribe(OnAgent);
        // Its lease may have to be created, or the agent is back and waits for orders. A renewal alone changes nothing.
        view.LeaseChanged = orders.Add;
    }

    /// <summary>Enqueues everything, as a new leader must.</summary>
    public void EnqueueAll()
    {
        EnqueueAllOrders();
        foreach (var cleanup in view.Cleanups.Store.List())
        {
            statuses.Add(Name(cleanup));
            rollouts.Add(Name(cleanup));
        }
        EnqueueRestores();
    }

    // The operator itself writes the status, so its changes are ignored, except for those that it acts on only once
    // they are written: the digest of a run's plans, a new run, the state of a rollout, a new schedule.
    private void OnCleanup(ObjectChange<NodeStorageCleanup> change)
    {
        if (Identity(change.Before) == Identity(change.After))
            return;
        rollouts.Add(Name(change.Latest));
        statuses.Add(Name(change.Latest));
        // Its pins apply to other cleanups' orders, and other cleanups may select the same nodes.
        EnqueueAllOrders();
        EnqueueAllStatuses();
        // Some may wait for the end of its run.
        EnqueueRestores();
    }

    // Its start asks nodes, and its end takes back what they were asked.
    private void OnRestore(ObjectChange<NodeStorageRestore> change)
    {
        if (Stage(change.Before) == Stage(change.After))
            return;
        restores.Add(Name(change.Latest));
        EnqueueAllOrders();
    }

    // A kubelet updates its Node all the time; what matters here changes rarely.
    private void OnNode(ObjectChange<Node> change)
    {
        if (change is { Before: { } before, After: { } after } && IsSame(before, after))
            return;
        orders.Add(Name(change.Latest));
        EnqueueAllStatuses();
    }

    private void OnStorage(ObjectChange<NodeStorage> change)
    {
        orders.Add(Name(change.Latest));
        EnqueueReported(change);
        // A heartbeat alone changes a status only after a silence, and the periodic status update covers that.
        if (change is { Before: { } before, After: { } after } && ReportComparison.AreSame(before, after))
            return;
        EnqueueAllStatuses();
    }

    // The NodeStorage of the node may have to be created.
    private void OnAgent(ObjectChange<Pod> change)
    {
        if (change.After?.Spec?.NodeName is { } node && node != change.Before?.Spec?.NodeName)
            orders.Add(node);
    }

    private void EnqueueAllOrders()
    {
        foreach (var storage in view.Storages.Store.List())
            orders.Add(Name(storage));
        foreach (var node in view.ListNodes().Where(view.NeedsStorage))
            orders.Add(node.Name);
    }

    private void EnqueueRestores()
    {
        foreach (var restore in view.Restores.Store.List())
            if (restore.Status?.CompletionTime is null)
                restores.Add(Name(restore));
    }

    // The restores about which the node has something new to say.
    private void EnqueueReported(ObjectChange<NodeStorage> change)
    {
        var known = change.Before?.Status?.Restores ?? [];
        foreach (var report in (change.After?.Status?.Restores ?? []).Except(known))
            restores.AddAfter(report.Name, statusDelay);
    }

    private void EnqueueAllStatuses()
    {
        foreach (var cleanup in view.Cleanups.Store.List())
        {
            statuses.AddAfter(Name(cleanup), statusDelay);
            if (cleanup.Spec.Rollout is not null)
                rollouts.AddAfter(Name(cleanup), RolloutDelay);
        }
    }

    private static (
        string? Uid,
        long? Generation,
        bool IsLeaving,
        string? PlanDigest,
        string? Run,
        RolloutPhase? Rollout,
        string? Schedule
    )? Identity(NodeStorageCleanup? cleanup) =>
        cleanup is null
            ? null
            : (
                cleanup.Metadata.Uid,
                cleanup.Metadata.Generation,
                cleanup.Metadata.DeletionTimestamp is not null,
                cleanup.Status?.LastRun?.PlanDigest,
                cleanup.Status?.LastRun?.Id,
                cleanup.Status?.LastRun?.Rollout?.Phase,
                cleanup.Status?.Schedule?.Expression
            );

    private static (string? Uid, bool IsLeaving, DateTimeOffset? Start, DateTimeOffset? End)? Stage(
        NodeStorageRestore? restore
    ) =>
        restore is null
            ? null
            : (
                restore.Metadata.Uid,
                restore.Metadata.DeletionTimestamp is not null,
                restore.Status?.StartTime,
                restore.Status?.CompletionTime
            );

    private static bool IsSame(Node before, Node after) =>
        before.RunsLinux() == after.RunsLinux()
        && before.IsCordoned == after.IsCordoned
        && before.FindCondition(NodeCondition.Ready) == after.FindCondition(NodeCondition.Ready)
        && before.FindCondition(NodeCondition.DiskPressure) == after.FindCondition(NodeCondition.DiskPressure)
        && (before.Metadata.Labels ?? [])
            .OrderBy(label => label.Key, StringComparer.Ordinal)
            .SequenceEqual((after.Metadata.Labels ?? []).OrderBy(label => label.Key, StringComparer.Ordinal));

    private static string Name(IKubernetesObject value) => ObjectKey.From(value).Name;
}
