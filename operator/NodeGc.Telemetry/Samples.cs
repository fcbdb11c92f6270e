using System.Diagnostics.Metrics;
using Prometheus;

namespace NodeGc.Telemetry;

/// <summary>The present values of a metric with all its labels.</summary>
internal static class Samples
{
    public static IEnumerable<Measurement<double>> Of<TChild>(Collector<TChild> metric, Func<TChild, double> value)
        where TChild : ChildBase =>
        metric.LabelNames.Length == 0
            ? [new Measurement<double>(value(metric.WithLabels()))]
            :
            [
                .. metric
                    .GetAllLabelValues()
                    .Select(labels => new Measurement<double>(
                        value(metric.WithLabels(labels)),
                        Labels.Pair(metric.LabelNames, labels)
                    )),
            ];
}
