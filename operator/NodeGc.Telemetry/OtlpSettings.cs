using System.Globalization;
using OpenTelemetry.Exporter;

namespace NodeGc.Telemetry;

/// <summary>Where and how to export metrics, from the environment variables that OpenTelemetry defines.</summary>
/// <param name="Endpoint">Of the receiver; over HTTP, <c>/v1/metrics</c> is appended.</param>
/// <param name="Protocol">Default: <c>http/protobuf</c>.</param>
/// <param name="Interval">Between two exports.</param>
public sealed record OtlpSettings(Uri Endpoint, OtlpExportProtocol Protocol, TimeSpan Interval)
{
    /// <summary>Exports are enabled by this variable.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string IntervalVariable = "OTEL_METRIC_EXPORT_INTERVAL";
    private const int DefaultMilliseconds = 60_000;

    /// <summary>Null if <see cref="EndpointVariable"/> is not set, or exports are disabled.</summary>
    /// <exception cref="FormatException">A variable has an invalid value.</exception>
    public static OtlpSettings? Read(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var endpoint = environment(EndpointVariable);
        var isDisabled =
            string.Equals(environment("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
            || environment("OTEL_METRICS_EXPORTER") == "none";
        return string.IsNullOrEmpty(endpoint) || isDisabled
            ? null
            : new OtlpSettings(
                ToEndpoint(endpoint),
                ToProtocol(environment(ProtocolVariable)),
                ToInterval(environment(IntervalVariable))
            );
    }

    private static Uri ToEndpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw new FormatException($"{EndpointVariable} must be an http or https URL, but is {text}");

    private static OtlpExportProtocol ToProtocol(string? text) =>
        text switch
        {
            null or "" or "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            "grpc" => OtlpExportProtocol.Grpc,
            _ => throw new FormatException($"{ProtocolVariable} must be http/protobuf or grpc, but is {text}"),
        };

    private static TimeSpan ToInterval(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return TimeSpan.FromMilliseconds(DefaultMilliseconds);
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds > 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new FormatException($"{IntervalVariable} must be a number of milliseconds, but is {text}");
    }
}
