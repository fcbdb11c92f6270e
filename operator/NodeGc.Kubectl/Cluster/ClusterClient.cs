using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodeGc.Api;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Connection;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Kubernetes.Small;

namespace NodeGc.Kubectl.Cluster;

/// <summary>Reads and changes NodeGc's objects with the rights of the user.</summary>
internal sealed class ClusterClient : IDisposable
{
    /// <summary>The field manager of what the plugin writes, and its user agent.</summary>
    private const string Name = "kubectl-nodegc";

    private readonly SmallClient client;
    private readonly SmallResource<NodeStorageCleanup> cleanups;
    private readonly SmallResource<NodeStorage> nodes;
    private readonly SmallResource<NodeStorageRestore> restores;
    private readonly SmallResource<Lease> leases;

    public ClusterClient(KubernetesConnection connection, TimeProvider time)
    {
        client = new SmallClient(connection, Name, time);
        cleanups = client.Resource(ResourceTypes.NodeStorageCleanups);
        nodes = client.Resource(ResourceTypes.NodeStorages);
        restores = client.Resource(ResourceTypes.NodeStorageRestores);
        leases = client.Resource(CoreResources.Leases);
    }

    /// <summary>The cleanup of this name, or all cleanups by name.</summary>
    /// <exception cref="KubectlException">There is none of this name.</exception>
    public Task<ImmutableArray<NodeStorageCleanup>> ReadCleanupsAsync(
        string? name,
        CancellationToken cancellationToken
    ) => ReadAsync(cleanups, name, cancellationToken);

    /// <summary>The NodeStorage of this name, or all by name.</summary>
    /// <exception cref="KubectlException">There is none of this name.</exception>
    public Task<ImmutableArray<NodeStorage>> ReadNodesAsync(string? name, CancellationToken cancellationToken) =>
        ReadAsync(nodes, name, cancellationToken);

    /// <summary>When the agents of <paramref name="nodes"/> last renewed their leases, by node; without those that
    /// cannot be read, as a user may not be allowed to read leases.</summary>
    public async Task<ImmutableDictionary<string, DateTimeOffset>> ReadRenewalsAsync(
        ImmutableArray<NodeStorage> nodes,
        CancellationToken cancellationToken
    )
    {
        var names = nodes
            .Where(node => node.Status?.Agent?.Namespace is not null)
            .ToDictionary(KeyOfLease, node => node.Metadata.Name ?? "");
        // Of a single node, only its own lease.
        var only = names.Count == 1 ? $"metadata.name={names.Keys.Single().Name}" : null;
        var renewals = ImmutableDictionary.CreateBuilder<string, DateTimeOffset>();
        foreach (var space in names.Keys.Select(key => key.Namespace).Distinct())
        foreach (var lease in await ListLeasesAsync(space, only, cancellationToken))
            if (lease.Spec?.RenewTime is { } renewed && names.TryGetValue(ObjectKey.From(lease), out var node))
                renewals[node] = renewed;
        return renewals.ToImmutable();
    }

    private static ObjectKey KeyOfLease(NodeStorage node) =>
        new(node.Status?.Agent?.Namespace, AgentLease.NameFor(node.Metadata.Name ?? ""));

    private async Task<ImmutableArray<Lease>> ListLeasesAsync(
        string? space,
        string? only,
        CancellationToken cancellationToken
    )
    {
        var selection = new ListOptions
        {
            Namespace = space,
            LabelSelector = AgentLease.Selector,
            FieldSelector = only,
        };
        try
        {
            return (await leases.ListAsync(selection, cancellationToken)).Items;
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.Forbidden)
        {
            return [];
        }
    }

    /// <summary>Merges a change into a cleanup.</summary>
    public Task<NodeStorageCleanup> PatchCleanupAsync(
        string name,
        JsonObject patch,
        CancellationToken cancellationToken
    ) => cleanups.MergePatchAsync(new ObjectKey(null, name), patch, cancellationToken);

    /// <summary>Merges a change into a NodeStorage.</summary>
    public Task<NodeStorage> PatchNodeAsync(string name, JsonObject patch, CancellationToken cancellationToken) =>
        nodes.MergePatchAsync(new ObjectKey(null, name), patch, cancellationToken);

    /// <summary>Creates a restore.</summary>
    public Task<NodeStorageRestore> CreateRestoreAsync(
        NodeStorageRestore restore,
        CancellationToken cancellationToken
    ) => restores.CreateAsync(restore, cancellationToken);

    /// <summary>The restore of this name.</summary>
    /// <exception cref="KubectlException">There is none of this name.</exception>
    public async Task<NodeStorageRestore> ReadRestoreAsync(string name, CancellationToken cancellationToken) =>
        (await ReadAsync(restores, name, cancellationToken))[0];

    public void Dispose() => client.Dispose();

    private static async Task<ImmutableArray<T>> ReadAsync<T>(
        SmallResource<T> resource,
        string? name,
        CancellationToken cancellationToken
    )
        where T : class, IKubernetesObject
    {
        if (name is null)
        {
            var list = await resource.ListAsync(ListOptions.All, cancellationToken);
            return [.. list.Items.OrderBy(one => one.Metadata.Name, StringComparer.Ordinal)];
        }
        return await resource.FindAsync(new ObjectKey(null, name), cancellationToken) is { } found
            ? [found]
            : throw new KubectlException($"{resource.Type} \"{name}\" not found");
    }
}
