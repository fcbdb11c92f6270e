using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;
using Prometheus;

namespace NodeGc.Operator.Telemetry;

/// <summary>
/// Metrics about all cleanups' statuses and the nodes' heartbeats, read whenever they are scraped.
/// </summary>
internal sealed class ClusterFigures
{
    private readonly ClusterView view;
    private readonly Func<Liveness> liveness;
    private readonly Gauge reclaimable;
    private readonly Gauge quarantined;
    private readonly Gauge reclaimed;
    private readonly Gauge stalled;
    private readonly Gauge agents;
    private readonly Gauge oldestHeartbeat;

    public ClusterFigures(OperatorMetrics metrics, ClusterView view, Func<Liveness> liveness)
    {
        (this.view, this.liveness) = (view, liveness);
        reclaimable = metrics.Factory.CreateGauge(
            "nodegc_operator_reclaimable_bytes",
            "Estimated bytes that the plans of each cleanup's last run would free, by class.",
            ["class"]
        );
        quarantined = metrics.Factory.CreateGauge(
            "nodegc_operator_quarantined_bytes",
            "Bytes that each cleanup's last run moved to quarantine, by class.",
            ["class"]
        );
        reclaimed = metrics.Factory.CreateGauge(
            "nodegc_operator_reclaimed_bytes",
            "Bytes that each cleanup's last run deleted, by class.",
            ["class"]
        );
        stalled = metrics.Factory.CreateGauge(
            "nodegc_operator_stalled_cleanups",
            "Cleanups with the condition Stalled, by reason.",
            ["reason"]
        );
        agents = metrics.Factory.CreateGauge(
            "nodegc_operator_agents",
            "Nodes with a NodeStorage, by the state of their agent.",
            ["state"]
        );
        oldestHeartbeat = metrics.Factory.CreateGauge(
            "nodegc_operator_oldest_heartbeat_age_seconds",
            "Time since the oldest last heartbeat of all agents.",
            new GaugeConfiguration { SuppressInitialValue = true }
        );
        metrics.Registry.AddBeforeCollectCallback(Read);
    }

    private void Read()
    {
        var cleanups = view.ListCleanups();
        foreach (var name in Enum.GetValues<CollectedClass>())
            Read(name, cleanups);
        ReadStalled(cleanups);
        ReadAgents([.. view.Storages.Store.List()]);
    }

    private void Read(CollectedClass name, IEnumerable<NodeStorageCleanup> cleanups)
    {
        var sum = Totals.Sum(
            cleanups.SelectMany(cleanup => cleanup.Status?.LastRun?.ByClass ?? []).Where(totals => totals.Class == name)
        );
        var label = FieldWord.For(name);
        reclaimable.WithLabels(label).Set(sum.Reclaimable.Bytes);
        quarantined.WithLabels(label).Set(sum.Quarantined.Bytes);
        reclaimed.WithLabels(label).Set(sum.Reclaimed.Bytes);
    }

    private void ReadStalled(IEnumerable<NodeStorageCleanup> cleanups)
    {
        foreach (var known in stalled.GetAllLabelValues().ToList())
            stalled.WithLabels(known).Set(0);
        var reasons = cleanups
            .SelectMany(cleanup => cleanup.Status?.Conditions ?? [])
            .Where(condition => condition is { Type: CleanupConditions.Stalled, Status: ConditionStatus.True });
        foreach (var reason in reasons.CountBy(condition => condition.Reason))
            stalled.WithLabels(reason.Key).Set(reason.Value);
    }

    private void ReadAgents(IReadOnlyCollection<NodeStorage> storages)
    {
        var now = liveness();
        var live = storages.Count(now.IsAlive);
        agents.WithLabels("live").Set(live);
        agents.WithLabels("silent").Set(storages.Count - live);
        if (storages.Min(storage => storage.Status?.HeartbeatTime) is { } oldest)
            oldestHeartbeat.Set((now.Now - oldest).TotalSeconds);
    }
}
