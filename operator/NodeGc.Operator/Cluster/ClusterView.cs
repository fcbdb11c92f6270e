using Microsoft.Extensions.Logging;
using NodeGc.Api;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;
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
    private readonly AgentSigns signs;
    private readonly string? leaseNamespace;
    private readonly CacheTrimming trimming;

    /// <param name="client">The API server.</param>
    /// <param name="agentPods">Selects the agents' pods; null if agents run outside pods, so that every Linux node may
    /// have one.</param>
    /// <param name="agentLeases">Selects the agents' leases.</param>
    /// <param name="heartbeatBound">How long an agent that does not renew its lease counts as alive.</param>
    /// <param name="keepsFindings">Whether to cache what the nodes report about their disks.</param>
    /// <param name="time">For back-off.</param>
    /// <param name="loggers">For connection failures.</param>
    /// <param name="restarting">Called with the resource whenever a watch is started again.</param>
    public ClusterView(
        KubernetesClient client,
        ListOptions? agentPods,
        ListOptions agentLeases,
        TimeSpan heartbeatBound,
        bool keepsFindings,
        TimeProvider time,
        ILoggerFactory loggers,
        Action<string, WatchEnd> restarting
    )
    {
        (trimming, signs) = (new CacheTrimming(keepsFindings), new AgentSigns(heartbeatBound, time));
        Cleanups = Watch(
            client,
            ResourceTypes.NodeStorageCleanups,
            cleanup => cleanup,
            ListOptions.All,
            time,
            loggers,
            restarting
        );
        Nodes = Watch(client, CoreResources.Nodes, trimming.Trim, ListOptions.All, time, loggers, restarting);
        Restores = Watch(
            client,
            ResourceTypes.NodeStorageRestores,
            restore => restore,
            ListOptions.All,
            time,
            loggers,
            restarting
        );
        Storages = Watch(client, ResourceTypes.NodeStorages, trimming.Trim, ListOptions.All, time, loggers, restarting);
        AgentPods = agentPods is null
            ? null
            : Watch(client, CoreResources.Pods, CacheTrimming.Trim, agentPods, time, loggers, restarting);
        AgentPods?.Subscribe(agents.Update);
        leaseNamespace = agentLeases.Namespace;
        AgentLeases = Watch(client, CoreResources.Leases, CacheTrimming.Trim, agentLeases, time, loggers, restarting);
        AgentLeases.Subscribe(NotifyOfLease);
    }

    public Informer<NodeStorageCleanup> Cleanups { get; }

    public Informer<Node> Nodes { get; }

    public Informer<NodeStorage> Storages { get; }

    /// <summary>The restores. A server may have no definition of them, and cleanups do not need it.</summary>
    public Informer<NodeStorageRestore> Restores { get; }

    /// <summary>The agents' pods; null if no selector is configured.</summary>
    public Informer<Pod>? AgentPods { get; }

    /// <summary>The leases that the agents renew.</summary>
    public Informer<Lease> AgentLeases { get; }

    /// <summary>Called with the name of a node whose lease is gone, or whose agent was silent and renews it
    /// again.</summary>
    public Action<string> LeaseChanged { get; set; } = _ => { };

    /// <summary>Whether the copy is known to be up to date: all kinds but restores were listed and have been
    /// watched since.</summary>
    public bool IsCurrent => IsCurrentExceptStorages && Storages.IsCurrent;

    /// <summary>Whether these kinds were listed at least once.</summary>
    public bool HasListed => Cleanups.HasSynced && Nodes.HasSynced && Storages.HasSynced;

    /// <summary>The same without the NodeStorages.</summary>
    public bool IsCurrentExceptStorages =>
        Cleanups.IsCurrent && Nodes.IsCurrent && AgentLeases.IsCurrent && AgentPods is not { IsCurrent: false };

    /// <summary>Watches the cluster until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            Cleanups.RunAsync(cancellationToken),
            Nodes.RunAsync(cancellationToken),
            Storages.RunAsync(cancellationToken),
            Restores.RunAsync(cancellationToken),
            AgentLeases.RunAsync(cancellationToken),
            AgentPods?.RunAsync(cancellationToken) ?? Task.CompletedTask
        );

    public NodeStorageCleanup? FindCleanup(string name) => Cleanups.Store.Find(new ObjectKey(null, name));

    public NodeStorageRestore? FindRestore(string name) => Restores.Store.Find(new ObjectKey(null, name));

    public IReadOnlyList<NodeStorageCleanup> ListCleanups() => Cleanups.Store.List();

    public ClusterNode GetNode(string name)
    {
        var key = new ObjectKey(null, name);
        return new ClusterNode(name, Nodes.Store.Find(key), Storages.Store.Find(key));
    }

    /// <summary>The last sign of life of a node's agent; null if there has been none.</summary>
    public AgentSign? FindSign(string node) => signs.Find(node);

    /// <summary>Whether the agent of the node has a NodeStorage but no lease to renew.</summary>
    public bool NeedsLease(ClusterNode node) =>
        node is { Node.Metadata.DeletionTimestamp: null, Storage.Metadata.DeletionTimestamp: null }
        && AgentLeases.HasSynced
        && AgentLeases.Store.Find(new ObjectKey(leaseNamespace, AgentLease.NameFor(node.Name))) is null;

    private void NotifyOfLease(ObjectChange<Lease> change)
    {
        var isNews = signs.Update(change) || change.After is null;
        var owner = change.Latest.Metadata.OwnerReferences?.FirstOrDefault(one => one.Kind == "NodeStorage");
        if (isNews && owner is not null)
            LeaseChanged(owner.Name);
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
