using NodeGc.Api.Figures;
using NodeGc.Api.Formats;
using NodeGc.Telemetry;
using Prometheus;

namespace NodeGc.Operator.Telemetry;

/// <summary>Two gauges by class: the number of items, and their bytes.</summary>
internal sealed class TallyGauges(MetricSet set, string name, string help)
{
    private readonly Gauge items = set.CreateGauge(
        $"nodegc_operator_{name}_items",
        $"Items that {help}, by class.",
        "class"
    );

    private readonly Gauge bytes = set.CreateGauge(
        $"nodegc_operator_{name}_bytes",
        $"Bytes that {help}, by class.",
        "class"
    );

    public void Set(CollectedClass about, Tally amount)
    {
        items.WithLabels(FieldWord.For(about)).Set(amount.Items);
        bytes.WithLabels(FieldWord.For(about)).Set(amount.Bytes);
    }
}
