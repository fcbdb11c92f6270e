using NodeGc.Telemetry;
using OpenTelemetry.Exporter;

namespace NodeGc.Operator.Tests.Telemetry;

public sealed class OtlpSettingsTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [Test]
    public void Nothing_is_exported_without_an_endpoint()
    {
        Assert.That(Read(), Is.Null);
        Assert.That(Read((Endpoint, "")), Is.Null);
        Assert.That(Read((Endpoint, "http://c:4318"), ("OTEL_SDK_DISABLED", "true")), Is.Null);
        Assert.That(Read((Endpoint, "http://c:4318"), ("OTEL_METRICS_EXPORTER", "none")), Is.Null);
    }

    [Test]
    public void The_defaults_are_those_of_the_specification() =>
        Assert.That(
            Read((Endpoint, "http://c:4318")),
            Is.EqualTo(
                new OtlpSettings(new Uri("http://c:4318"), OtlpExportProtocol.HttpProtobuf, TimeSpan.FromMinutes(1))
            )
        );

    [Test]
    public void The_variables_of_OpenTelemetry_are_read() =>
        Assert.That(
            Read(
                (Endpoint, "https://c:4317"),
                ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
                ("OTEL_METRIC_EXPORT_INTERVAL", "5000")
            ),
            Is.EqualTo(new OtlpSettings(new Uri("https://c:4317"), OtlpExportProtocol.Grpc, TimeSpan.FromSeconds(5)))
        );

    [TestCase(Endpoint, "collector:4318")]
    [TestCase(Endpoint, "ftp://collector")]
    [TestCase("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [TestCase("OTEL_METRIC_EXPORT_INTERVAL", "60s")]
    [TestCase("OTEL_METRIC_EXPORT_INTERVAL", "0")]
    public void An_invalid_value_is_named(string variable, string value) =>
        Assert.That(
            () => Read((Endpoint, "http://c:4318"), (variable, value)),
            Throws.TypeOf<FormatException>().With.Message.Contains(variable).And.Message.Contains(value)
        );

    private static OtlpSettings? Read(params (string Name, string Value)[] variables) =>
        OtlpSettings.Read(name => variables.LastOrDefault(variable => variable.Name == name).Value);
}
