using System.Diagnostics.Metrics;
using Prometheus;

namespace NodeGc.Telemetry;

/// <summary>A gauge that is left out while its value is unknown: 0 would be a lie.</summary>
public sealed class OptionalGauge
{
    private readonly Gauge gauge;
    private double? last;

    internal OptionalGauge(Gauge gauge) => this.gauge = gauge;

    /// <summary>Sets the value; null if it is unknown.</summary>
    public void Set(double? value)
    {
        last = value;
        if (value is { } known)
            gauge.Set(known);
        else
            gauge.Unpublish();
    }

    internal IEnumerable<Measurement<double>> Measure() => last is { } known ? [new Measurement<double>(known)] : [];
}
