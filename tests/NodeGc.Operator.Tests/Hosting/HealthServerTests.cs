using System.Net;
using NodeGc.Operator.Hosting;
using NodeGc.Operator.Telemetry;

namespace NodeGc.Operator.Tests.Hosting;

public sealed class HealthServerTests
{
    [TestCase("/healthz", false, HttpStatusCode.OK)]
    [TestCase("/readyz", false, HttpStatusCode.ServiceUnavailable)]
    [TestCase("/readyz", true, HttpStatusCode.OK)]
    [TestCase("/", true, HttpStatusCode.NotFound)]
    public async Task Answers_the_probes(string path, bool isReady, HttpStatusCode expected)
    {
        await using var server = new HealthServer(
            new IPEndPoint(IPAddress.Loopback, 0),
            () => isReady,
            new OperatorMetrics().Set.Registry
        );
        await server.StartAsync(default);
        using var client = new HttpClient { BaseAddress = server.Address };
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(expected));
        await server.StopAsync(default);
    }
}
