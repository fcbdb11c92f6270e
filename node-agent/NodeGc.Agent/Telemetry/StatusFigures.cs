using NodeGc.Api.Figures;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using Prometheus;

namespace NodeGc.Agent.Telemetry;

/// <summary>
/// The figures of this node's status as metrics, read when they are asked for: both always say the same.
/// </summary>
internal sealed class StatusFigures
{
    private readonly AgentMetrics metrics;
    private readonly Func<NodeStorageStatus> status;
    private readonly TimeProvider time;
    private readonly Gauge reclaimable;
    private readonly Gauge quarantine;
    private readonly Gauge heartbeatAge;

    public StatusFigures(AgentMetrics metrics, Func<NodeStorageStatus> status, TimeProvider time)
    {
        (this.metrics, this.status, this.time) = (metrics, status, time);
        reclaimable = metrics.Make.CreateGauge(
            "nodegc_agent_reclaimable_bytes",
            "Estimate of what the plans of the current orders would free, by class.",
            ["class"]
        );
        quarantine = metrics.Make.CreateGauge(
            "nodegc_agent_quarantine_size_bytes",
            "What the quarantines of this node hold."
        );
        heartbeatAge = metrics.Make.CreateGauge(
            "nodegc_agent_heartbeat_age_seconds",
            "Time since the API server last took this node's status.",
            new GaugeConfiguration { SuppressInitialValue = true }
        );
        metrics.Registry.AddBeforeCollectCallback(Read);
    }

    private void Read()
    {
        var now = status();
        foreach (var name in Enum.GetValues<CollectedClass>())
            reclaimable.WithLabels(FieldWord.Of(name)).Set(now.Orders.Sum(order => BytesOf(order, name)));
        quarantine.Set(now.DataRoots.Sum(root => root.Quarantine.Held.Bytes));
        if (metrics.HeardAt is { } heard)
            heartbeatAge.Set((time.GetUtcNow() - heard).TotalSeconds);
    }

    private static long BytesOf(OrderReport order, CollectedClass name) =>
        order.ByClass.Where(totals => totals.Class == name).Sum(totals => totals.Reclaimable.Bytes);
}
