using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace NodeGc.Telemetry;

/// <summary>Logs when exports begin to fail and when they succeed again. The package itself only writes events that
/// nobody listens to.</summary>
internal sealed partial class LoggedExporter(OtlpExporterOptions options, ILogger logger) : OtlpMetricExporter(options)
{
    private readonly Uri endpoint = options.Endpoint;
    private bool hasFailed;

    public override ExportResult Export(in Batch<Metric> metrics)
    {
        var result = base.Export(metrics);
        var fails = result != ExportResult.Success;
        if (fails && !hasFailed)
            LogFailed(endpoint);
        if (!fails && hasFailed)
            LogRecovered(endpoint);
        hasFailed = fails;
        return result;
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Could not export metrics to {Endpoint}; will retry. Check that an OTLP receiver listens there."
    )]
    private partial void LogFailed(Uri endpoint);

    [LoggerMessage(2, LogLevel.Information, "Exported metrics to {Endpoint} again.")]
    private partial void LogRecovered(Uri endpoint);
}
