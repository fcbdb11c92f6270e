using Microsoft.Extensions.Logging.Abstractions;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Queues;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer.Faults;

namespace NodeGc.Kubernetes.Tests.Informers;

/// <summary>How often a server is asked whose watches do not live, by a clock that only the test moves.</summary>
[TestFixture(Speaker.Operator)]
[TestFixture(Speaker.Agent)]
[Category("Slow")]
public sealed class ReconnectingTests(Speaker speaker)
{
    private static readonly Backoff Patient = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20));
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Six waits until the longest is reached, and then never less than half of that.</summary>
    private const int MostInAnHour = 6 + 3600 / 10;

    private CancellationTokenSource stop = null!;
    private AwaitedClock clock = null!;
    private Server server = null!;
    private SpeakingClient client = null!;
    private Informer<Node> informer = null!;
    private Task running = null!;

    [SetUp]
    public async Task StartAsync()
    {
        (stop, clock, server) = (new CancellationTokenSource(), new AwaitedClock(), await Server.StartAsync());
        client = server.ClientOf(speaker, clock);
        await server.AddNodeAsync("first");
    }

    [TearDown]
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running;
        client.Dispose();
        await server.DisposeAsync();
        stop.Dispose();
    }

    [Test]
    public async Task Asks_a_server_that_ends_each_watch_at_once_less_and_less_often()
    {
        server.Api.Faults.Always(seen => seen.IsWatch, new Fault.EndAtOnce());
        Start(ListOptions.All);

        await PassAsync(Hour);

        Assert.That(Watches, Is.LessThanOrEqualTo(MostInAnHour).And.GreaterThan(3600 / 20), "it goes on asking");
        Assert.That(Lists, Is.EqualTo(1), "what was listed still holds");
    }

    [Test]
    public async Task Does_not_press_a_server_that_forgets_whatever_it_lists()
    {
        server.Api.Faults.Always(seen => seen.IsWatch, new Fault.Answer(410));
        Start(ListOptions.All);

        await PassAsync(Hour);

        Assert.That(Lists, Is.LessThanOrEqualTo(MostInAnHour).And.GreaterThan(3600 / 20));
    }

    [Test]
    public async Task Lists_at_once_when_a_server_that_was_away_has_forgotten()
    {
        Start(ListOptions.All);
        await Server.UntilAsync(() => Watches == 1);
        await server.Api.StopListeningAsync();
        for (var failures = 0; failures < 8; failures++)
            await WaitOutAsync();
        await Server.UntilAsync(() => clock.FindNext(Patient.Longest) is not null);
        server.Api.Compact();
        server.Api.Faults.Next(1, seen => seen.IsWatch, new Fault.Answer(410));
        await server.Api.ListenAgainAsync(CancellationToken.None);
        await WaitOutAsync();

        // The clock stands: a wait would never end.
        await Server.UntilAsync(() => Lists == 2 && Watches == 3);
    }

    [Test]
    public async Task Tells_of_an_object_that_was_deleted_while_nobody_watched()
    {
        var deleted = new List<string>();
        Start(new ListOptions { FieldSelector = "metadata.name=first" }, change =>
            deleted.AddRange(change.After is null ? [change.Latest.Metadata.Name!] : [])
        );
        await informer.WaitForSyncAsync(CancellationToken.None);
        await Server.UntilAsync(() => Watches == 1);
        server.Api.HoldWatches();
        await server.DeleteNodeAsync("first");
        await server.AddNodeAsync("second");
        server.Api.Faults.Next(1, seen => seen.IsWatch, new Fault.Answer(410));
        server.Api.DropConnections();
        await WaitOutAsync();

        await Server.UntilAsync(() => deleted.Count == 1);
        Assert.That(
            (deleted.Single(), informer.Store.List().Count),
            Is.EqualTo(("first", 0)),
            "the list is empty, and the other object is not selected"
        );
        server.Api.ReleaseWatches();
    }

    private int Lists =>
        server.Api.Requests.All.Count(seen => seen is { Method: "GET", Path: "/api/v1/nodes", IsWatch: false });

    private int Watches => server.Api.Requests.All.Count(seen => seen is { Path: "/api/v1/nodes", IsWatch: true });

    private void Start(ListOptions objects, Action<ObjectChange<Node>>? handler = null)
    {
        // Settling waits on the same clock: longer than any wait that the tests let pass.
        var options = InformerOptions.Default with { Objects = objects, Backoff = Patient, SettleTime = Hour };
        informer = new Informer<Node>(client.Nodes, options, new Random(1), clock, NullLogger.Instance);
        if (handler is not null)
            informer.Subscribe(handler);
        running = informer.RunAsync(stop.Token);
    }

    /// <summary>Lets the next wait of the informer pass; time-outs of requests are longer.</summary>
    private async Task<TimeSpan> WaitOutAsync()
    {
        TimeSpan? next = null;
        await Server.UntilAsync(() => (next = clock.FindNext(Patient.Longest)) is not null);
        clock.Advance(next!.Value);
        return next.Value;
    }

    private async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; )
            passed += await WaitOutAsync();
    }
}
