using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace NodeGc.Telemetry;

/// <summary>Exports at an interval, each time after gauges were set.</summary>
internal sealed class FreshMetricReader(BaseExporter<Metric> exporter, Action read, TimeSpan interval)
    : PeriodicExportingMetricReader(exporter, (int)interval.TotalMilliseconds)
{
    protected override bool OnCollect(int timeoutMilliseconds)
    {
        read();
        return base.OnCollect(timeoutMilliseconds);
    }
}
