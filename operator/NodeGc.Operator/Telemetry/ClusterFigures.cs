using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;
using NodeGc.Telemetry;
using Prometheus;

namespace NodeGc.Operator.Telemetry;

/// <summary>
/// Metrics about all cleanups' last runs and the nodes' heartbeats, read whenever they are scraped.
/// </summary>
internal sealed class ClusterFigures
{
    private readonly Func<IReadOnlyList<NodeStorageCleanup>> cleanups;
    private readonly Func<IReadOnlyList<NodeStorage>> storages;
    private readonly Func<Liveness> liveness;
    private readonly ConditionFigures conditions;
    private readonly TallyGauges reclaimable;
    private readonly TallyGauges held;
    private readonly TallyGauges quarantined;
    private readonly TallyGauges reclaimed;
    private readonly Gauge runsInProgress;
    private readonly OptionalGauge oldestRun;
    private readonly Gauge agents;
    private readonly OptionalGauge oldestHeartbeat;

    public ClusterFigures(
        OperatorMetrics metrics,
        Func<IReadOnlyList<NodeStorageCleanup>> cleanups,
        Func<IReadOnlyList<NodeStorage>> storages,
        Func<Liveness> liveness
    )
    {
        (this.cleanups, this.storages, this.liveness) = (cleanups, storages, liveness);
        var set = metrics.Set;
        conditions = new ConditionFigures(set);
        reclaimable = new TallyGauges(set, "reclaimable", "the plans of each cleanup's last run would free, estimated");
        held = new TallyGauges(set, "held", "are unused but were not removed by each cleanup's last run yet");
        quarantined = new TallyGauges(set, "quarantined", "each cleanup's last run moved to quarantine");
        reclaimed = new TallyGauges(set, "reclaimed", "each cleanup's last run deleted");
        runsInProgress = set.CreateGauge(
            "nodegc_operator_runs_in_progress",
            "Runs that have not finished and do not wait for an approval."
        );
        oldestRun = set.CreateOptionalGauge(
            "nodegc_operator_oldest_run_age_seconds",
            "Time since the start of the oldest run in progress."
        );
        agents = set.CreateGauge(
            "nodegc_operator_agents",
            "Nodes with a NodeStorage, by the state of their agent.",
            "state"
        );
        oldestHeartbeat = set.CreateOptionalGauge(
            "nodegc_operator_oldest_heartbeat_age_seconds",
            "Time since the last sign of life of the agent that has been silent the longest."
        );
        set.BeforeCollect(Read);
    }

    private void Read()
    {
        var (all, now) = (cleanups(), liveness());
        foreach (var name in Enum.GetValues<CollectedClass>())
            Read(name, all);
        conditions.Read(all);
        ReadRuns(now.Now, all);
        ReadAgents(now, storages());
    }

    private void Read(CollectedClass name, IEnumerable<NodeStorageCleanup> all)
    {
        var sum = Totals.Sum(
            all.SelectMany(cleanup => cleanup.Status?.LastRun?.ByClass ?? []).Where(totals => totals.Class == name)
        );
        reclaimable.Set(name, sum.Reclaimable);
        held.Set(name, sum.Held);
        quarantined.Set(name, sum.Quarantined);
        reclaimed.Set(name, sum.Reclaimed);
    }

    private void ReadRuns(DateTimeOffset now, IEnumerable<NodeStorageCleanup> all)
    {
        var started = all.Where(IsInProgress)
            .Select(cleanup => cleanup.Status?.LastRun)
            .Where(run => run is { CompletionTime: null })
            .Select(run => (DateTimeOffset?)run!.StartTime)
            .ToList();
        runsInProgress.Set(started.Count);
        oldestRun.Set((now - started.Min())?.TotalSeconds);
    }

    /// <summary>A run that waits for an approval, or for its next window, is not.</summary>
    private static bool IsInProgress(NodeStorageCleanup cleanup) =>
        cleanup.Status?.Conditions.Find(CleanupConditions.Reconciling) is { Status: ConditionStatus.True };

    private void ReadAgents(Liveness now, IReadOnlyCollection<NodeStorage> all)
    {
        var live = all.Count(now.IsAlive);
        agents.WithLabels("live").Set(live);
        agents.WithLabels("silent").Set(all.Count - live);
        oldestHeartbeat.Set((now.Now - all.Min(now.FindLastSign))?.TotalSeconds);
    }
}
