using System.Collections.Immutable;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Operator.Cluster;

/// <summary>Drops what the operator never reads before an object is cached, so that thousands need little
/// memory.</summary>
/// <param name="keepsFindings">Whether to keep what the dashboard lists: the figures of the disks, and the conditions
/// that prevent deletions.</param>
internal sealed class CacheTrimming(bool keepsFindings = false)
{
    private readonly SharedImages images = new();
    private readonly SharedWords words = new();

    /// <summary>Keeps what selects the Node, and what a rollout looks at.</summary>
    public static Node Trim(Node node) =>
        node with
        {
            Metadata = node.Metadata with { Annotations = null, Finalizers = null },
            Status = node.Status is { } status
                ? status with
                {
                    Conditions =
                    [
                        .. status.Conditions.Where(one =>
                            one.Type is NodeCondition.Ready or NodeCondition.DiskPressure
                        ),
                    ],
                }
                : null,
        };

    /// <summary>Keeps when the agent renewed the lease, and whose it is.</summary>
    public static Lease Trim(Lease lease) =>
        lease with
        {
            Metadata = lease.Metadata with { Annotations = null, Labels = null, Finalizers = null },
            Spec = new LeaseSpec { RenewTime = lease.Spec?.RenewTime },
        };

    /// <summary>Keeps which node the agent's pod is on.</summary>
    public static Pod Trim(Pod pod) =>
        pod with
        {
            Metadata = pod.Metadata with { Annotations = null, Labels = null, OwnerReferences = null },
        };

    /// <summary>Keeps the orders and restores, of the requests of users and their answers those about restores, and of
    /// the reports what a cleanup's status is made of.</summary>
    public NodeStorage Trim(NodeStorage storage) =>
        WithSharedImages(
            storage.Status is not { } status
                ? storage
                : storage with
                {
                    Metadata = storage.Metadata with { Labels = null, Annotations = null },
                    Status = status with
                    {
                        Agent = null,
                        Conditions =
                        [
                            .. status.Conditions.Where(one => keepsFindings ? IsShown(one) : IsObstacle(one)),
                        ],
                        Storage = keepsFindings ? Share(status.Storage) : null,
                        Orders = [.. status.Orders.Select(Trim)],
                        Answers = [.. FindRestores(storage.Spec, status.Answers)],
                    },
                }
        );

    // Rare on healthy nodes: what prevents deletions.
    private static bool IsObstacle(Condition condition) =>
        condition.Status == (condition.Type == NodeConditions.Ready ? ConditionStatus.False : ConditionStatus.True);

    private static IEnumerable<NodeAnswer> FindRestores(NodeStorageSpec? spec, ImmutableArray<NodeAnswer> answers) =>
        answers.IsEmpty || spec is null
            ? []
            : answers
                .Where(answer => spec.Requests.Any(request => request.Id == answer.Id && request.Restore is not null))
                .Select(answer => answer with { Output = null });

    // Ready in any status, and of the others those that say why nothing is deleted.
    private static bool IsShown(Condition condition) =>
        condition.Type == NodeConditions.Ready || condition.Status == ConditionStatus.True;

    // The same few words on thousands of nodes.
    private StorageInfo? Share(StorageInfo? storage) =>
        storage is null
            ? null
            : storage with
            {
                DataRoot = words.Share(storage.DataRoot),
                Driver = words.Share(storage.Driver),
                EngineVersion = words.Share(storage.EngineVersion),
                BackingFilesystem = words.Share(storage.BackingFilesystem),
                Classes = [.. storage.Classes.Select(one => one with { Name = words.Share(one.Name) ?? "" })],
            };

    private NodeStorage WithSharedImages(NodeStorage storage) =>
        storage.Spec is not { } spec
            ? storage
            : storage with
            {
                Spec = spec with
                {
                    Orders = [.. spec.Orders.Select(WithSharedImages)],
                    Requests = [.. spec.Requests.Where(request => request.Restore is not null)],
                },
            };

    private CleanupOrder WithSharedImages(CleanupOrder order) =>
        order.ClusterImages is { } list ? order with { ClusterImages = images.Share(list) } : order;

    private static OrderReport Trim(OrderReport report) =>
        report with
        {
            Items = [],
            Leftovers = [],
            Errors = [.. report.Errors.Take(1)],
        };
}

/// <summary>Makes equal lists of images one object: all nodes of a run have the same list in their orders.</summary>
internal sealed class SharedImages
{
    private const int MaxEntries = 64;

    private readonly Dictionary<ClusterImages, ClusterImages> known = [];

    public ClusterImages Share(ClusterImages images)
    {
        if (known.TryGetValue(images, out var shared))
            return shared;
        if (known.Count >= MaxEntries)
            known.Clear();
        return known[images] = images;
    }
}

/// <summary>Makes equal short texts one object.</summary>
internal sealed class SharedWords
{
    private const int MaxEntries = 256;

    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    public string? Share(string? word)
    {
        if (word is null)
            return null;
        if (known.TryGetValue(word, out var shared))
            return shared;
        if (known.Count >= MaxEntries)
            known.Clear();
        return known[word] = word;
    }
}
