using System.Diagnostics.Metrics;
using Prometheus;

namespace NodeGc.Telemetry;

/// <summary>
/// The metrics of one process. Each is defined once, served as Prometheus text from <see cref="Registry"/>, and
/// exported by <see cref="OtlpExport"/> under the same name and with the same labels.
/// </summary>
/// <remarks>Figures of the process and of the .NET runtime are included, under the names that each protocol has for
/// them.</remarks>
public sealed class MetricSet
{
    private readonly IMetricFactory factory;
    private readonly Meter meter;
    private readonly List<Action> readings = [];
    private readonly Lock gate = new();

    /// <param name="service">Name of the process for OTLP; also the name of its meter.</param>
    public MetricSet(string service)
    {
        Service = service;
        factory = Metrics.WithCustomRegistry(Registry);
        meter = CreateMeter(service);
        DotNetStats.Register(Registry);
        Registry.AddBeforeCollectCallback(Read);
    }

    /// <summary>Name of the process for OTLP.</summary>
    public string Service { get; }

    /// <summary>All metrics, for scrapes.</summary>
    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    /// <summary>Creates a counter. Without labels it starts at 0; with labels, nothing is shown before the first
    /// value.</summary>
    public Counter CreateCounter(string name, string help, params string[] labels)
    {
        var counter = factory.CreateCounter(name, help, labels);
        meter.CreateObservableCounter(name, () => Samples.Of(counter, child => child.Value), null, help);
        return counter;
    }

    /// <summary>Creates a gauge. Without labels it starts at 0; with labels, nothing is shown before the first
    /// value.</summary>
    public Gauge CreateGauge(string name, string help, params string[] labels)
    {
        var gauge = factory.CreateGauge(name, help, labels);
        meter.CreateObservableGauge(name, () => Samples.Of(gauge, child => child.Value), null, help);
        return gauge;
    }

    /// <summary>Creates a gauge without labels whose value may be unknown.</summary>
    public OptionalGauge CreateOptionalGauge(string name, string help)
    {
        var options = new GaugeConfiguration { SuppressInitialValue = true };
        var gauge = new OptionalGauge(factory.CreateGauge(name, help, options));
        meter.CreateObservableGauge(name, gauge.Measure, null, help);
        return gauge;
    }

    /// <summary>Creates a histogram of durations.</summary>
    /// <param name="name">Ends with <c>_seconds</c>.</param>
    /// <param name="help">What is measured.</param>
    /// <param name="buckets">Upper bounds in seconds, ascending.</param>
    /// <param name="labels">Names of labels.</param>
    public DurationHistogram CreateDurations(string name, string help, double[] buckets, params string[] labels)
    {
        var configuration = new HistogramConfiguration { Buckets = buckets, LabelNames = labels };
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets };
        return new DurationHistogram(
            factory.CreateHistogram(name, help, configuration),
            meter.CreateHistogram(name, "s", help, tags: null, advice),
            labels
        );
    }

    /// <summary>Calls <paramref name="read"/> before each scrape and each export, one at a time: it sets
    /// gauges.</summary>
    public void BeforeCollect(Action read)
    {
        lock (gate)
            readings.Add(read);
    }

    /// <summary>It is used until the process ends, and so never disposed.</summary>
    private static Meter CreateMeter(string name) => new(name);

    internal void Read()
    {
        lock (gate)
            readings.ForEach(read => read());
    }
}
