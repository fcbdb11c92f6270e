using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Progress;
using NodeGc.Operator.Scheduling;

namespace NodeGc.Operator.Rollout;

/// <summary>Admits the next nodes of each cleanup's run. One at a time, so that two decisions never give away the same
/// place; the orders themselves are written in parallel.</summary>
/// <remarks>What was admitted is remembered only until its order is seen. A new leader starts without: the orders and
/// the status say how far the run is.</remarks>
/// <param name="view">The cluster.</param>
/// <param name="liveness">Which agents are alive now.</param>
/// <param name="enqueue">Called with the name of each node whose orders have to be planned again.</param>
/// <param name="interval">How often to look again where nothing changes.</param>
internal sealed class RolloutReconciler(
    ClusterView view,
    Func<Liveness> liveness,
    Action<string> enqueue,
    TimeSpan interval
)
{
    private readonly ConcurrentDictionary<string, Decision> decisions = new(StringComparer.Ordinal);

    /// <summary>The nodes that may take the next step in the run of this cleanup.</summary>
    public Admission Find(ActiveCleanup cleanup) =>
        cleanup.Rollout is null ? Admission.All
        : decisions.TryGetValue(cleanup.Order.Cleanup, out var decision) && decision.Run.Id == cleanup.Run.Id
            ? decision.Admission
        : Admission.None;

    public Task<ReconcileResult> ReconcileAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(Reconcile(name));

    private ReconcileResult Reconcile(string name)
    {
        var cleanup = view.FindCleanup(name);
        var alive = liveness();
        var active = cleanup is null ? null : ActiveCleanup.Find(cleanup, alive.Now);
        if (active is null)
        {
            if (decisions.TryRemove(name, out _))
                EnqueueAll();
            return cleanup is null ? ReconcileResult.Done : Later(cleanup, alive.Now);
        }
        var before = decisions.GetValueOrDefault(name);
        var admission = active.Rollout is null
            ? Admission.All
            : Admit(cleanup!, active, alive, before?.Run.Id == active.Run.Id ? before.Admission : Admission.None);
        decisions[name] = new Decision(active.Run, admission);
        // The first decision follows the event that has enqueued all nodes already; but it may have come too late.
        if (before?.Run != active.Run)
            EnqueueAll();
        else
            EnqueueNew(before.Admission, admission);
        return Later(cleanup!, alive.Now);
    }

    private Admission Admit(NodeStorageCleanup cleanup, ActiveCleanup active, Liveness alive, Admission before)
    {
        var all = view.ListNodes().ToList();
        active = active.WithPins(Pins.List(view.ListCleanups())).WithPlans(() => all);
        var run = cleanup.Status?.LastRun is { } last && last.Id == active.Run.Id ? last : null;
        return RolloutPlanner.Admit(active, RolloutNode.Select(active, all, alive), run, before);
    }

    private void EnqueueNew(Admission before, Admission now)
    {
        foreach (var node in (now.Starting ?? []).Except(before.Starting ?? []))
            enqueue(node);
        foreach (var node in (now.Planning ?? []).Except(before.Planning ?? []))
            enqueue(node);
    }

    private void EnqueueAll()
    {
        foreach (var node in view.ListNodes())
            enqueue(node.Name);
    }

    private ReconcileResult Later(NodeStorageCleanup cleanup, DateTimeOffset now) =>
        ReconcileResult.After(RunSchedule.FindWait(cleanup, now, interval));

    private sealed record Decision(DueRun Run, Admission Admission);
}
