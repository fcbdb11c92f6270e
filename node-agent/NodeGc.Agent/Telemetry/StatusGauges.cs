using NodeGc.Api.Figures;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using Prometheus;

namespace NodeGc.Agent.Telemetry;

/// <summary>
/// Figures of this node's status as metrics. They are read when scraped, so both always agree.
/// </summary>
internal sealed class StatusGauges
{
    private readonly AgentMetrics metrics;
    private readonly Func<NodeStorageStatus> status;
    private readonly TimeProvider time;
    private readonly Gauge reclaimable;
    private readonly Gauge quarantine;
    private readonly Gauge heartbeatAge;

    public StatusGauges(AgentMetrics metrics, Func<NodeStorageStatus> status, TimeProvider time)
    {
        (this.metrics, this.status, this.time) = (metrics, status, time);
        reclaimable = metrics.Make.CreateGauge(
            "nodegc_agent_reclaimable_bytes",
            "Estimated bytes that the plans of the current orders would free, by class.",
            ["class"]
        );
        quarantine = metrics.Make.CreateGauge(
            "nodegc_agent_quarantine_size_bytes",
            "Bytes in the quarantines of this node."
        );
        heartbeatAge = metrics.Make.CreateGauge(
            "nodegc_agent_heartbeat_age_seconds",
            "Seconds since the API server last accepted this node's status.",
            new GaugeConfiguration { SuppressInitialValue = true }
        );
        metrics.Registry.AddBeforeCollectCallback(Read);
    }

    private void Read()
    {
        var now = status();
        foreach (var name in Enum.GetValues<CollectedClass>())
            reclaimable.WithLabels(FieldWord.For(name)).Set(now.Orders.Sum(order => BytesOf(order, name)));
        quarantine.Set(now.DataRoots.Sum(root => root.Quarantine.Held.Bytes));
        if (metrics.StatusAcceptedAt is { } heard)
            heartbeatAge.Set((time.GetUtcNow() - heard).TotalSeconds);
    }

    private static long BytesOf(OrderReport order, CollectedClass name) =>
        order.ByClass.Where(totals => totals.Class == name).Sum(totals => totals.Reclaimable.Bytes);
}
