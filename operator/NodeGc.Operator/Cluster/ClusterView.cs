using Microsoft.Extensions.Logging;
using NodeGc.Api;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;

namespace NodeGc.Operator.Cluster;

/// <summary>The operator's cached copy of the cluster, which all reconcilers read.</summary>
internal sealed class ClusterView
{
    private readonly AgentNodes agents = new();
    private readonly CacheTrimming trimming;

    /// <param name="client">The API server.</param>
    /// <param name="agentPods">Selects the agents' pods; null if agents run outside pods, so that every Linux node may
    /// have one.</param>
    /// <param name="keepsFindings">Whether to cache what the nodes report about their disks.</param>
    /// <param name="time">For back-off.</param>
    /// <param name="loggers">For connection failures.</param>
    /// <param name="restarting">Called with the resource whenever a watch is started again.</param>
    public ClusterView(
        KubernetesClient client,
        ListOptions? agentPods,
        bool keepsFindings,
        TimeProvider time,
        ILoggerFactory loggers,
        Action<string, WatchEnd> restarting
    )
    {
        trimming = new CacheTrimming(keepsFindings);
        Cleanups = Watch(
            client,
            ResourceTypes.NodeStorageCleanups,
            cleanup => cleanup,
            ListOptions.All,
            time,
            loggers,
            restarting
        );
        Nodes = Watch(client, CoreResources.Nodes, CacheTrimming.Trim, ListOptions.All, time, loggers, restarting);
        Storages = Watch(client, ResourceTypes.NodeStorages, trimming.Trim, ListOptions.All, time, loggers, restarting);
        AgentPods = agentPods is null
            ? null
            : Watch(client, CoreResources.Pods, CacheTrimming.Trim, agentPods, time, loggers, restarting);
        AgentPods?.Subscribe(agents.Update);
    }

    public Informer<NodeStorageCleanup> Cleanups { get; }

    public Informer<Node> Nodes { get; }

    public Informer<NodeStorage> Storages { get; }

    /// <summary>The agents' pods; null if no selector is configured.</summary>
    public Informer<Pod>? AgentPods { get; }

    /// <summary>Whether the copy is known to be up to date: all kinds were listed and have been watched
    /// since.</summary>
    public bool IsCurrent => IsCurrentExceptStorages && Storages.IsCurrent;

    /// <summary>Whether all kinds were listed at least once.</summary>
    public bool HasListed => Cleanups.HasSynced && Nodes.HasSynced && Storages.HasSynced;

    /// <summary>The same without the NodeStorages.</summary>
    public bool IsCurrentExceptStorages =>
        Cleanups.IsCurrent && Nodes.IsCurrent && AgentPods is not { IsCurrent: false };

    /// <summary>Watches the cluster until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            Cleanups.RunAsync(cancellationToken),
            Nodes.RunAsync(cancellationToken),
            Storages.RunAsync(cancellationToken),
            AgentPods?.RunAsync(cancellationToken) ?? Task.CompletedTask
        );

    public NodeStorageCleanup? FindCleanup(string name) => Cleanups.Store.Find(new ObjectKey(null, name));

    public IReadOnlyList<NodeStorageCleanup> ListCleanups() => Cleanups.Store.List();

    public ClusterNode GetNode(string name)
    {
        var key = new ObjectKey(null, name);
        return new ClusterNode(name, Nodes.Store.Find(key), Storages.Store.Find(key));
    }

    /// <summary>Whether the node has an agent but no NodeStorage for the agent to report to.</summary>
    public bool NeedsStorage(ClusterNode node) =>
        node is { Storage: null, Node: { Metadata.DeletionTimestamp: null } machine }
        && (AgentPods is null ? machine.RunsLinux() : agents.Contains(node.Name));

    public IEnumerable<ClusterNode> ListNodes() =>
        Nodes.Store.List().Select(node => GetNode(ObjectKey.From(node).Name));

    private static Informer<T> Watch<T>(
        KubernetesClient client,
        ResourceType<T> type,
        Func<T, T> trim,
        ListOptions objects,
        TimeProvider time,
        ILoggerFactory loggers,
        Action<string, WatchEnd> restarting
    )
        where T : class, IKubernetesObject
    {
        var options = InformerOptions.Default with { Objects = objects };
        var logger = loggers.CreateLogger<Informer<T>>();
        return new Informer<T>(client.Resource(type), options, Random.Shared, time, logger)
        {
            Trim = trim,
            Restarting = end => restarting(type.Plural, end),
        };
    }
}
