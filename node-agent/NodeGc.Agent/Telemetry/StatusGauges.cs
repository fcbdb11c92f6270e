using NodeGc.Agent.Daemon;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Telemetry;
using Prometheus;

namespace NodeGc.Agent.Telemetry;

/// <summary>
/// Figures of this node's status as metrics. They are read when scraped, so both always agree.
/// </summary>
internal sealed class StatusGauges
{
    private readonly AgentMetrics metrics;
    private readonly StatusStore status;
    private readonly TimeProvider time;
    private readonly TallyGauges reclaimable;
    private readonly TallyGauges held;
    private readonly Gauge unmatchedPins;
    private readonly Gauge conditions;
    private readonly OptionalGauge heartbeatAge;

    public StatusGauges(AgentMetrics metrics, StatusStore status, TimeProvider time)
    {
        (this.metrics, this.status, this.time) = (metrics, status, time);
        reclaimable = new TallyGauges(
            metrics.Set,
            "reclaimable",
            "that the plans of the current orders would free, estimated"
        );
        held = new TallyGauges(metrics.Set, "held", "that are unused but not removed yet");
        unmatchedPins = metrics.Set.CreateGauge(
            "nodegc_agent_unmatched_pins",
            "Patterns of the current orders that match nothing on this node."
        );
        conditions = metrics.Set.CreateGauge(
            "nodegc_agent_condition",
            "1 if the condition of this node's NodeStorage is True, otherwise 0.",
            "condition"
        );
        heartbeatAge = metrics.Set.CreateOptionalGauge(
            "nodegc_agent_heartbeat_age_seconds",
            "Seconds since the API server last accepted a sign of life: the renewed lease, or a status."
        );
        metrics.Set.BeforeCollect(Read);
    }

    private void Read()
    {
        var now = status.Current;
        foreach (var name in Enum.GetValues<CollectedClass>())
        {
            var sum = Totals.Sum(now.Orders.SelectMany(order => order.ByClass).Where(totals => totals.Class == name));
            reclaimable.Set(name, sum.Reclaimable);
            held.Set(name, sum.Held);
        }
        unmatchedPins.Set(now.Orders.Sum(order => order.UnmatchedPins.Length));
        foreach (var type in NodeConditions.All)
            conditions.WithLabels(type).Set(now.Conditions.Find(type) is { Status: ConditionStatus.True } ? 1 : 0);
        DateTimeOffset?[] signs = [metrics.StatusAcceptedAt, metrics.LeaseRenewedAt];
        heartbeatAge.Set((time.GetUtcNow() - signs.Max())?.TotalSeconds);
    }
}
