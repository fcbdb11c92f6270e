using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Queues;
using NodeGc.Testing.ApiServer.Faults;

namespace NodeGc.Kubernetes.Tests.Informers;

[TestFixture(Speaker.Operator)]
[TestFixture(Speaker.Agent)]
public sealed class InformerTests(Speaker speaker)
{
    private readonly ConcurrentQueue<string> changes = new();
    private readonly ConcurrentQueue<WatchEnd> restarts = new();
    private CancellationTokenSource stop = null!;
    private Server server = null!;
    private SpeakingClient client = null!;
    private Informer<Node> informer = null!;
    private Task running = null!;

    [SetUp]
    public async Task StartAsync()
    {
        stop = new CancellationTokenSource();
        changes.Clear();
        restarts.Clear();
        server = await Server.StartAsync();
        client = server.ClientOf(speaker, TimeProvider.System);
        await server.AddNodeAsync("first");
        var options = InformerOptions.Default with
        {
            Backoff = new Backoff(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200)),
        };
        informer = new Informer<Node>(client.Nodes, options, new Random(1), TimeProvider.System, NullLogger.Instance)
        {
            Restarting = restarts.Enqueue,
        };
        informer.Subscribe(change => changes.Enqueue($"{Sign(change)}{change.Latest.Metadata.Name}"));
        running = informer.RunAsync(stop.Token);
        await informer.WaitForSyncAsync(CancellationToken.None);
        await WatchesOpenAsync(1);
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
    public async Task Tells_what_was_there_and_what_comes_changes_and_goes()
    {
        var node = await server.AddNodeAsync("second");
        await server.Nodes.ReplaceAsync(
            node with
            {
                Metadata = node.Metadata with { Labels = ImmutableDictionary<string, string>.Empty.Add("pool", "a") },
            },
            CancellationToken.None
        );
        await server.DeleteNodeAsync("second");

        await Server.UntilAsync(() => changes.Count >= 4);
        Assert.That(changes, Is.EqualTo(["+first", "+second", "~second", "-second"]));
        Assert.That(informer.Store.List().Single().Metadata.Name, Is.EqualTo("first"));
    }

    [Test]
    public async Task Goes_on_without_a_new_list_after_a_broken_connection()
    {
        server.Api.DropConnections();
        await server.AddNodeAsync("second");

        await Server.UntilAsync(() => changes.Contains("+second"));
        Assert.That(Lists, Is.EqualTo(1));
        Assert.That(restarts, Is.Not.Empty.And.All.EqualTo(WatchEnd.Failed));
    }

    [Test]
    public async Task Lists_again_when_the_version_has_expired_and_reports_only_the_differences()
    {
        await server.AddNodeAsync("second");
        await Server.UntilAsync(() => changes.Contains("+second"));
        server.Api.HoldWatches();
        await server.DeleteNodeAsync("first");
        await server.AddNodeAsync("third");
        server.Api.Compact();
        server.Api.DropConnections();
        server.Api.ReleaseWatches();

        await Server.UntilAsync(() => changes.Contains("+third"));

        Assert.That(changes, Is.EquivalentTo(["+first", "+second", "-first", "+third"]));
        Assert.That(informer.Store.List().Count, Is.EqualTo(2));
    }

    [Test]
    public async Task Catches_up_after_the_server_was_away_for_a_while()
    {
        await server.Api.StopListeningAsync();
        await server.Api.ListenAgainAsync(CancellationToken.None);
        await server.Api.StopListeningAsync();
        await server.Api.ListenAgainAsync(CancellationToken.None);
        await server.DeleteNodeAsync("first");

        await Server.UntilAsync(() => changes.Contains("-first"));
        Assert.That(informer.Store.List().Count, Is.Zero);
    }

    [Test]
    public async Task Survives_refusals_and_answers_in_another_language()
    {
        server.Api.Faults.Next(2, seen => seen.IsWatch, new Fault.Answer(500));
        server.Api.Faults.Next(2, seen => seen.IsWatch, new Fault.Answer(403));
        server.Api.Faults.Next(1, seen => seen.IsWatch, new Fault.Abort());
        server.Api.DropConnections();
        await server.AddNodeAsync("second");

        await Server.UntilAsync(() => changes.Contains("+second"));
        Assert.That(changes.Count(change => change == "+second"), Is.EqualTo(1));
    }

    private int Lists =>
        server.Api.Requests.All.Count(seen => seen is { Method: "GET", Path: "/api/v1/nodes", IsWatch: false });

    private int Watches => server.Api.Requests.All.Count(seen => seen is { Path: "/api/v1/nodes", IsWatch: true });

    private Task WatchesOpenAsync(int count) => Server.UntilAsync(() => Watches >= count);

    private static string Sign(ObjectChange<Node> change) =>
        change switch
        {
            { Before: null } => "+",
            { After: null } => "-",
            _ => "~",
        };
}
