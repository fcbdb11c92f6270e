using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;

namespace NodeGc.Kubernetes.Tests.Informers;

/// <summary>What an informer reports if the server sends an event twice.</summary>
public sealed class DuplicatedEventsTests
{
    [Test]
    public async Task Reports_the_deletion_of_an_object_once()
    {
        var node = Node("1");
        var feed = new Feed([
            new WatchEvent<Node>.Stored(node),
            new WatchEvent<Node>.Stored(node),
            new WatchEvent<Node>.Deleted(node),
            new WatchEvent<Node>.Deleted(node),
            new WatchEvent<Node>.Stored(Node("2")),
        ]);
        var informer = new Informer<Node>(
            feed,
            InformerOptions.Default,
            new Random(1),
            TimeProvider.System,
            NullLogger.Instance
        );
        var (changes, last) = (new List<(string? Before, string? After)>(), new TaskCompletionSource());
        informer.Subscribe(change =>
        {
            changes.Add((change.Before?.Metadata.ResourceVersion, change.After?.Metadata.ResourceVersion));
            if (change.After?.Metadata.ResourceVersion == "2")
                last.SetResult();
        });
        using var stop = new CancellationTokenSource();

        var running = informer.RunAsync(stop.Token);
        await last.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await running;

        Assert.That(changes, Is.EqualTo(new[] { (null, "1"), ("1", "1"), ("1", null), (null, "2") }));
    }

    private static Node Node(string version) =>
        new()
        {
            Metadata = new ObjectMeta { Name = "node", ResourceVersion = version },
        };

    /// <summary>No objects at first, then these events, and nothing more.</summary>
    private sealed class Feed(ImmutableArray<WatchEvent<Node>> events) : IObjectFeed<Node>
    {
        public ResourceType<Node> Type => CoreResources.Nodes;

        public Task<ResourceList<Node>> ListAsync(ListOptions options, CancellationToken cancellationToken) =>
            Task.FromResult(new ResourceList<Node>([], "0"));

        public async IAsyncEnumerable<WatchEvent<Node>> WatchAsync(
            WatchOptions options,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            foreach (var change in events)
                yield return change;
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
