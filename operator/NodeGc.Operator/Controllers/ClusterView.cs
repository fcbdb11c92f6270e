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
internal sealed class ClusterView
{
    private readonly AgentNodes agents = new();

    /// <param name="client">The API server.</param>
    /// <param name="agentPods">The agents' pods; null where agents run without, so that every Linux node may have
    /// one.</param>
    /// <param name="time">For back-off.</param>
    /// <param name="loggers">For what breaks.</param>
    public ClusterView(KubernetesClient client, ListOptions? agentPods, TimeProvider time, ILoggerFactory loggers)
    {
        Cleanups = Watch(client, ResourceTypes.NodeStorageCleanups, cleanup => cleanup, ListOptions.All, time, loggers);
        Nodes = Watch(client, CoreResources.Nodes, NodeSlimming.Slim, ListOptions.All, time, loggers);
        Storages = Watch(client, ResourceTypes.NodeStorages, StorageSlimming.Slim, ListOptions.All, time, loggers);
        AgentPods = agentPods is null
            ? null
            : Watch(client, CoreResources.Pods, PodSlimming.Slim, agentPods, time, loggers);
        AgentPods?.Subscribe(agents.Note);
    }

    public Informer<NodeStorageCleanup> Cleanups { get; }

    public Informer<Node> Nodes { get; }

    public Informer<NodeStorage> Storages { get; }

    /// <summary>The agents' pods; null where nobody said which these are.</summary>
    public Informer<Pod>? AgentPods { get; }

    /// <summary>
    /// Whether the picture is known to be that of the server: all kinds were read, and are followed since.
    /// </summary>
    public bool IsCurrent => IsCurrentButForStorages && Storages.IsCurrent;

    /// <summary>The same without the NodeStorages.</summary>
    public bool IsCurrentButForStorages =>
        Cleanups.IsCurrent && Nodes.IsCurrent && AgentPods is not { IsCurrent: false };

    /// <summary>Follows the cluster until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            Cleanups.RunAsync(cancellationToken),
            Nodes.RunAsync(cancellationToken),
            Storages.RunAsync(cancellationToken),
            AgentPods?.RunAsync(cancellationToken) ?? Task.CompletedTask
        );

    public NodeStorageCleanup? FindCleanup(string name) => Cleanups.Store.Find(new ObjectKey(null, name));

    public IReadOnlyList<NodeStorageCleanup> ListCleanups() => Cleanups.Store.List();

    public IReadOnlyList<Mandate> ListMandates()
    {
        var cleanups = ListCleanups();
        var pins = Pins.Of(cleanups);
        var mandates = cleanups.Select(Mandate.Find).OfType<Mandate>();
        return [.. mandates.Select(mandate => mandate.Among(pins).In(ListNodes))];
    }

    public ClusterNode GetNode(string name)
    {
        var key = new ObjectKey(null, name);
        return new ClusterNode(name, Nodes.Store.Find(key), Storages.Store.Find(key));
    }

    /// <summary>Whether the node has an agent, and no NodeStorage that the agent could report to.</summary>
    public bool NeedsStorage(ClusterNode node) =>
        node is { Storage: null, Node: { Metadata.DeletionTimestamp: null } machine }
        && (AgentPods is null ? machine.RunsLinux() : agents.Contains(node.Name));

    public IEnumerable<ClusterNode> ListNodes() => Nodes.Store.List().Select(node => GetNode(ObjectKey.Of(node).Name));

    private static Informer<T> Watch<T>(
        KubernetesClient client,
        ResourceType<T> type,
        Func<T, T> slim,
        ListOptions objects,
        TimeProvider time,
        ILoggerFactory loggers
    )
        where T : class, IKubernetesObject
    {
        var options = InformerOptions.Default with { Objects = objects };
        var logger = loggers.CreateLogger<Informer<T>>();
        return new Informer<T>(client.Resource(type), options, Random.Shared, time, logger) { Slim = slim };
    }
}
