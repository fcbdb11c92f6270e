using System.Diagnostics.Metrics;
using Prometheus;

namespace NodeGc.Telemetry;

/// <summary>How long something took, in buckets.</summary>
public sealed class DurationHistogram
{
    private readonly Histogram served;
    private readonly Histogram<double> exported;
    private readonly string[] names;

    internal DurationHistogram(Histogram served, Histogram<double> exported, string[] names) =>
        (this.served, this.exported, this.names) = (served, exported, names);

    /// <param name="duration">0 or longer.</param>
    /// <param name="labels">As many values as the histogram has labels.</param>
    public void Observe(TimeSpan duration, params string[] labels)
    {
        served.WithLabels(labels).Observe(duration.TotalSeconds);
        if (exported.Enabled)
            exported.Record(duration.TotalSeconds, Labels.Pair(names, labels));
    }
}
