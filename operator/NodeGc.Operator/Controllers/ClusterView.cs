using Microsoft.Extensions.Logging;
using NodeGc.Api;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Controllers;

/// <summary>The cluster as it was last seen: the one copy that all reconcilers read.</summary>
internal sealed class ClusterView(KubernetesClient client, TimeProvider time, ILoggerFactory loggers)
{
    public Informer<NodeStorageCleanup> Cleanups { get; } = Watch(client, ResourceTypes.NodeStorageCleanups, cleanup => cleanup, time, loggers);

    public Informer<Node> Nodes { get; } = Watch(client, CoreResources.Nodes, NodeSlimming.Slim, time, loggers);

    public Informer<NodeStorage> Storages { get; } = Watch(client, ResourceTypes.NodeStorages, StorageSlimming.Slim, time, loggers);

    /// <summary>Whether all kinds were read once.</summary>
    public bool IsSynced => Cleanups.IsSynced && Nodes.IsSynced && Storages.IsSynced;

    /// <summary>Follows the cluster until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Cleanups.RunAsync(cancellationToken), Nodes.RunAsync(cancellationToken), Storages.RunAsync(cancellationToken));

    /// <summary>Whoever decides on half of a cluster withdraws orders that are wanted: nothing is to be decided before this completes.</summary>
    public async Task WaitForSyncAsync(CancellationToken cancellationToken)
    {
        await Cleanups.WaitForSyncAsync(cancellationToken);
        await Nodes.WaitForSyncAsync(cancellationToken);
        await Storages.WaitForSyncAsync(cancellationToken);
    }

    public NodeStorageCleanup? FindCleanup(string name) => Cleanups.Store.Find(new ObjectKey(null, name));

    public IReadOnlyList<Mandate> ListMandates() =>
        [.. Cleanups.Store.List().Select(Mandate.Find).OfType<Mandate>().Select(mandate => mandate.In(ListNodes))];

    public ClusterNode GetNode(string name)
    {
        var key = new ObjectKey(null, name);
        return new ClusterNode(name, Nodes.Store.Find(key), Storages.Store.Find(key));
    }

    public IEnumerable<ClusterNode> ListNodes() => Nodes.Store.List().Select(node => GetNode(ObjectKey.Of(node).Name));

    private static Informer<T> Watch<T>(
        KubernetesClient client, ResourceType<T> type, Func<T, T> slim, TimeProvider time, ILoggerFactory loggers)
        where T : class, IKubernetesObject =>
        new(client.Resource(type), InformerOptions.Default, Random.Shared, time, loggers.CreateLogger<Informer<T>>()) { Slim = slim };
}
