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
    private readonly SharedValues<CleanupOrder> orders = new(maxEntries: 1024);
    private readonly SharedValues<ClusterImages> images = new(maxEntries: 64);
    private readonly SharedValues<string> words = new(maxEntries: 1024);

    /// <summary>The labels of most nodes are the same, apart from a few values.</summary>
    private readonly SharedValues<string> labels = new(maxEntries: 4096);

    /// <summary>Keeps what selects the Node, and what a rollout looks at.</summary>
    public Node Trim(Node node) =>
        node with
        {
            Metadata = node.Metadata with
            {
                Annotations = null,
                Finalizers = null,
                Labels = node.Metadata.Labels?.ToImmutableDictionary(
                    label => labels.Share(label.Key),
                    label => labels.Share(label.Value)
                ),
            },
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
        WithSharedOrders(
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
                DataRoot = words.ShareOrNull(storage.DataRoot),
                Driver = words.ShareOrNull(storage.Driver),
                EngineVersion = words.ShareOrNull(storage.EngineVersion),
                BackingFilesystem = words.ShareOrNull(storage.BackingFilesystem),
                Classes = [.. storage.Classes.Select(one => one with { Name = words.Share(one.Name) })],
            };

    private NodeStorage WithSharedOrders(NodeStorage storage) =>
        storage.Spec is not { } spec
            ? storage
            : storage with
            {
                Spec = spec with
                {
                    Orders = [.. spec.Orders.Select(Share)],
                    Requests = [.. spec.Requests.Where(request => request.Restore is not null)],
                },
            };

    // All nodes of a run have the same order, apart from the plan that was approved on each.
    private CleanupOrder Share(CleanupOrder order)
    {
        if (order.ClusterImages is { } list)
            order = order with { ClusterImages = images.Share(list) };
        if (order.ApprovedPlan is null)
            return orders.Share(order);
        return orders.Share(order with { ApprovedPlan = null, Digest = null }) with
        {
            ApprovedPlan = order.ApprovedPlan,
            Digest = order.Digest,
        };
    }

    private OrderReport Trim(OrderReport report) =>
        report with
        {
            Cleanup = words.Share(report.Cleanup),
            RunId = words.Share(report.RunId),
            Items = [],
            Leftovers = [],
            Errors = [.. report.Errors.Take(1)],
        };
}
