using System.Buffers.Binary;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using NodeGc.Telemetry;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Otlp;
using OpenTelemetry.Exporter;

namespace NodeGc.Operator.Tests.Telemetry;

/// <summary>The export itself; that both processes export everything, a scenario shows.</summary>
[Category("Slow")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OtlpExportTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lines log = new();
    private readonly MetricSet metrics = new("nodegc-test");

    [Test]
    public async Task Speaks_gRPC_with_a_server_that_does()
    {
        await using var server = new GrpcReceiver();
        await server.StartAsync();
        var gauge = metrics.CreateGauge("nodegc_test_age_seconds", "How old it is.", "part");
        metrics.BeforeCollect(() => gauge.WithLabels("all").Set(7));
        var durations = metrics.CreateDurations("nodegc_test_duration_seconds", "How long.", [0.1, 1], "kind");

        using (Start(server.Endpoint, OtlpExportProtocol.Grpc))
        {
            durations.Observe(TimeSpan.FromSeconds(0.5), "long");
            Deadline.Await("an export", () => !server.Points.IsEmpty);
        }

        var points = server.Points.ToList();
        using (Assert.EnterMultipleScope())
        {
            var age = points.First(point => point.Name == "nodegc_test_age_seconds");
            Assert.That((age.Kind, age.Labels, age.Value), Is.EqualTo(("gauge", "part=all", 7.0)));
            var duration = points.Last(point => point.Name == "nodegc_test_duration_seconds");
            Assert.That((duration.Labels, duration.Count, duration.Value), Is.EqualTo(("kind=long", 1, 0.5)));
            Assert.That(duration.Bounds, Is.EqualTo(new[] { 0.1, 1 }));
            Assert.That(duration.Buckets, Is.EqualTo(new[] { 0, 1, 0 }));
            Assert.That(age.Resource["service.name"], Is.EqualTo("nodegc-test"));
            Assert.That(age.Resource["service.version"], Is.EqualTo("1.2.3"));
            Assert.That(age.Resource["k8s.node.name"], Is.EqualTo("n1"));
        }
    }

    [Test]
    public void Says_once_that_exports_fail_and_that_they_succeed_again()
    {
        var receiver = OtlpReceiver.Start();
        var endpoint = receiver.Endpoint;
        metrics.CreateCounter("nodegc_test_total", "A counter.").Inc();
        receiver.Dispose();
        using var export = Start(endpoint, OtlpExportProtocol.HttpProtobuf);
        Deadline.Await("the failure", () => log.Any(line => line.StartsWith("Warning Could not export")));

        using var again = OtlpReceiver.Start(endpoint.Port);
        Deadline.Await("the recovery", () => log.Any(line => line.Contains("again.")));
        again.Await("nodegc-test", points => points.Any(point => point.Name == "nodegc_test_total"));
        Assert.That(log.Count(line => line.StartsWith("Warning")), Is.EqualTo(1));
        Assert.That(log.First(), Does.StartWith($"Information Exporting metrics by OTLP to {endpoint}"));
    }

    private OtlpExport? Start(Uri endpoint, OtlpExportProtocol protocol) =>
        OtlpExport.Start(
            metrics,
            new OtlpSettings(endpoint, protocol, Interval),
            "1.2.3",
            [new("k8s.node.name", "n1")],
            log
        );

    private sealed class Lines : ConcurrentQueue<string>, ILogger<OtlpExport>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Enqueue($"{logLevel} {formatter(state, exception)}");
    }

    /// <summary>Receives exports over HTTP/2 without TLS, each a message behind five bytes.</summary>
    private sealed class GrpcReceiver : IAsyncDisposable
    {
        private const string Method = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
        private readonly WebApplication application;

        public GrpcReceiver()
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder
                .WebHost.UseKestrelCore()
                .ConfigureKestrel(kestrel =>
                    kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
                );
            application = builder.Build();
            application.Run(ReceiveAsync);
        }

        public ConcurrentQueue<OtlpPoint> Points { get; } = new();

        public Uri Endpoint => new(application.Urls.Single());

        public Task StartAsync() => application.StartAsync();

        public ValueTask DisposeAsync() => application.DisposeAsync();

        private async Task ReceiveAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var frame = body.ToArray();
            var isUnderstood = context.Request.Path == Method && frame[0] == 0;
            if (isUnderstood)
                foreach (
                    var point in OtlpRequest.Read(
                        frame.AsMemory(5, BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1)))
                    )
                )
                    Points.Enqueue(point);
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", isUnderstood ? "0" : "12");
        }
    }
}
