using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Operator.Cluster;

/// <summary>Drops what the operator never reads before an object is cached, so that thousands need little
/// memory.</summary>
internal sealed class CacheTrimming
{
    private readonly SharedImages images = new();

    /// <summary>Keeps what selects the Node.</summary>
    public static Node Trim(Node node) =>
        node with
        {
            Metadata = node.Metadata with { Annotations = null, Finalizers = null },
        };

    /// <summary>Keeps which node the agent's pod is on.</summary>
    public static Pod Trim(Pod pod) =>
        pod with
        {
            Metadata = pod.Metadata with { Annotations = null, Labels = null, OwnerReferences = null },
        };

    /// <summary>Keeps the orders, and of the reports what a cleanup's status is made of.</summary>
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
                        Conditions = [],
                        Storage = null,
                        Orders = [.. status.Orders.Select(Trim)],
                    },
                }
        );

    private NodeStorage WithSharedImages(NodeStorage storage) =>
        storage.Spec is not { } spec
            ? storage
            : storage with
            {
                Spec = spec with { Orders = [.. spec.Orders.Select(WithSharedImages)] },
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
