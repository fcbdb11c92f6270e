using NodeGc.Operator.Cluster;
using Prometheus;

namespace NodeGc.Operator.Telemetry;

/// <summary>Figures of the leader's own work, read whenever they are scraped. A process that stands by queues changes
/// too, but nothing takes them, so it shows 0.</summary>
internal sealed class OperatorFigures
{
    private readonly OperatorMetrics metrics;
    private readonly DefinitionReader definitions;
    private readonly IReadOnlyList<(string Controller, Func<int> Count)> queues;
    private readonly Gauge depth;
    private readonly Gauge states;

    public OperatorFigures(
        OperatorMetrics metrics,
        DefinitionReader definitions,
        IReadOnlyList<(string Controller, Func<int> Count)> queues
    )
    {
        (this.metrics, this.definitions, this.queues) = (metrics, definitions, queues);
        depth = metrics.Set.CreateGauge(
            "nodegc_operator_queue_depth",
            "Objects that wait for a reconciliation, by controller; 0 in a process that is not the leader.",
            "controller"
        );
        states = metrics.Set.CreateGauge(
            "nodegc_operator_definitions",
            "1 for the state of the CustomResourceDefinitions as last read by the leader, otherwise 0.",
            "state"
        );
        metrics.Set.BeforeCollect(Read);
    }

    private void Read()
    {
        var isLeader = metrics.IsLeader;
        foreach (var (controller, count) in queues)
            depth.WithLabels(controller).Set(isLeader ? count() : 0);
        var last = isLeader ? definitions.Last : null;
        states.WithLabels("current").Set(last is { IsComplete: true } ? 1 : 0);
        states.WithLabels("outdated").Set(last is { Gaps.IsEmpty: false } ? 1 : 0);
        states.WithLabels("unknown").Set(last is { UnknownReason: not null } ? 1 : 0);
    }
}
