using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace NodeGc.Telemetry;

/// <summary>Exports all metrics by OTLP at an interval until disposed; then a last time.</summary>
public sealed partial class OtlpExport : IDisposable
{
    /// <summary>The runtime's own metrics of the process, the garbage collector and threads.</summary>
    private const string RuntimeMeter = "System.Runtime";

    /// <summary>The most label sets of one metric. The package allocates memory for all of them at the start, by
    /// default for 2,000: on every node, that would be 8 MB.</summary>
    private const int MaxSeries = 250;

    private readonly MeterProvider provider;

    private OtlpExport(MeterProvider provider) => this.provider = provider;

    /// <summary>Starts exporting.</summary>
    /// <param name="metrics">What to export.</param>
    /// <param name="settings">Where to; null = export nothing.</param>
    /// <param name="version">Version of the process.</param>
    /// <param name="attributes">What else identifies the process, such as <c>k8s.node.name</c>.</param>
    /// <param name="logger">For the endpoint, and for exports that fail.</param>
    /// <returns>Null if there is nothing to do.</returns>
    public static OtlpExport? Start(
        MetricSet metrics,
        OtlpSettings? settings,
        string version,
        IEnumerable<KeyValuePair<string, object>> attributes,
        ILogger<OtlpExport> logger
    )
    {
        ArgumentNullException.ThrowIfNull(metrics);
        if (settings is null)
            return null;
        LogExporting(logger, settings.Endpoint, settings.Interval);
        // Headers and the timeout are read from OTEL_EXPORTER_OTLP_HEADERS and _TIMEOUT by the package.
        var options = new OtlpExporterOptions { Protocol = settings.Protocol, Endpoint = ToTarget(settings) };
        var exporter = new LoggedExporter(options, logger);
        // The environment comes last: OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES take precedence.
        var resource = ResourceBuilder
            .CreateEmpty()
            .AddTelemetrySdk()
            .AddService(metrics.Service, serviceVersion: version)
            .AddAttributes(attributes)
            .AddEnvironmentVariableDetector();
        var provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(metrics.Service)
            .AddMeter(RuntimeMeter)
            .AddView(_ => new MetricStreamConfiguration { CardinalityLimit = MaxSeries })
            .SetResourceBuilder(resource)
            .AddReader(new FreshMetricReader(exporter, metrics.Read, settings.Interval))
            .Build();
        return new OtlpExport(provider);
    }

    /// <inheritdoc/>
    public void Dispose() => provider.Dispose();

    /// <summary>An endpoint that is set in code is used as it is.</summary>
    private static Uri ToTarget(OtlpSettings settings) =>
        settings.Protocol == OtlpExportProtocol.Grpc
            ? settings.Endpoint
            : new Uri($"{settings.Endpoint.AbsoluteUri.TrimEnd('/')}/v1/metrics");

    [LoggerMessage(1, LogLevel.Information, "Exporting metrics by OTLP to {Endpoint} every {Interval}.")]
    private static partial void LogExporting(ILogger logger, Uri endpoint, TimeSpan interval);
}
