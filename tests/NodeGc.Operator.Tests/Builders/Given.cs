using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Scheduling;

namespace NodeGc.Operator.Tests.Builders;

/// <summary>Cleanups, nodes and reports that read as English: <c>Given.Node("n1").Alive().Holding(order)</c>.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly Liveness Liveness = new(Now, TimeSpan.FromSeconds(90));

    public static NodeStorageCleanup Cleanup(string name) =>
        new()
        {
            Metadata = new ObjectMeta
            {
                Name = name,
                Uid = $"uid-of-{name}",
                Generation = 1,
            },
            Spec = new NodeStorageCleanupSpec
            {
                Mode = CleanupMode.Enforce,
                Collect = new CollectSpec { Layers = new LayersSpec() },
            },
        };

    /// <summary>The active ones, with each other's pins and the plans of these nodes.</summary>
    public static ImmutableArray<ActiveCleanup> Active(
        IReadOnlyList<NodeStorageCleanup> cleanups,
        Func<IEnumerable<ClusterNode>> listNodes
    )
    {
        var pins = Pins.List(cleanups);
        return ActiveCleanup.List(
            cleanups,
            Now,
            name => OtherCleanupsPins.Without(pins, name),
            cleanup => new Lazy<RunPlans>(() => cleanup.CollectPlans(listNodes()))
        );
    }

    public static ClusterNode Node(string name) =>
        new(
            name,
            new Node
            {
                Metadata = new ObjectMeta { Name = name, Uid = $"uid-of-{name}" },
                Status = new NodeStatus { NodeInfo = new NodeSystemInfo { OperatingSystem = "linux" } },
            },
            Storage: null
        );

    public static OrderReport Report(NodeStorageCleanup cleanup, OrderPhase phase, long reclaimable = 0) =>
        new()
        {
            Cleanup = cleanup.Metadata.Name!,
            RunId = RunId.Compute(cleanup),
            Phase = phase,
            ByClass =
                reclaimable == 0
                    ? []
                    :
                    [
                        new ClassTotals
                        {
                            Class = CollectedClass.Layers,
                            Reclaimable = new Tally { Items = 1, Bytes = reclaimable },
                        },
                    ],
        };

    /// <summary>A report about the run that the cleanup is in.</summary>
    public static OrderReport ReportOf(NodeStorageCleanup cleanup, OrderPhase phase) =>
        new()
        {
            Cleanup = cleanup.Metadata.Name!,
            RunId = ActiveCleanup.Find(cleanup, Now)!.Run.Id,
            Phase = phase,
        };

    public static NodeCondition ReadyCondition { get; } =
        new()
        {
            Type = NodeCondition.Ready,
            Status = "True",
            LastTransitionTime = Now - TimeSpan.FromDays(1),
        };

    public static ClusterNode With(this ClusterNode node, params ImmutableArray<NodeCondition> conditions) =>
        node with
        {
            Node = node.Node! with { Status = node.Node.Status! with { Conditions = conditions } },
        };

    public static ClusterNode Cordoned(this ClusterNode node) =>
        node with
        {
            Node = node.Node! with { Spec = new NodeSpec { Unschedulable = true } },
        };

    public static NodeStorageCleanup With(
        this NodeStorageCleanup cleanup,
        Func<NodeStorageCleanupSpec, NodeStorageCleanupSpec> change
    ) => cleanup with { Spec = change(cleanup.Spec) };

    /// <summary>The same cleanup after its spec was changed.</summary>
    public static NodeStorageCleanup Changed(this NodeStorageCleanup cleanup) =>
        cleanup with
        {
            Metadata = cleanup.Metadata with { Generation = cleanup.Metadata.Generation + 1 },
        };

    public static NodeStorageCleanup Suspended(this NodeStorageCleanup cleanup) =>
        cleanup.With(spec => spec with { Suspend = true });

    public static NodeStorageCleanup Unreadable(this NodeStorageCleanup cleanup) =>
        cleanup.With(spec => spec with { Limits = new LimitsSpec { MaxBytes = "0.5" } });

    public static NodeStorageCleanup OnPool(this NodeStorageCleanup cleanup, string pool) =>
        cleanup.With(spec =>
            spec with
            {
                NodeSelector = new LabelSelector
                {
                    MatchLabels = ImmutableDictionary<string, string>.Empty.Add("pool", pool),
                },
            }
        );

    public static NodeStorageCleanup Saying(this NodeStorageCleanup cleanup, NodeStorageCleanupStatus status) =>
        cleanup with
        {
            Status = status,
        };

    public static ClusterNode InPool(this ClusterNode node, string pool) =>
        node with
        {
            Node = node.Node! with
            {
                Metadata = node.Node.Metadata with
                {
                    Labels = ImmutableDictionary<string, string>.Empty.Add("pool", pool),
                },
            },
        };

    public static ClusterNode Running(this ClusterNode node, string system) =>
        node with
        {
            Node = node.Node! with
            {
                Status = new NodeStatus { NodeInfo = new NodeSystemInfo { OperatingSystem = system } },
            },
        };

    public static ClusterNode Alive(this ClusterNode node) => node.Beating(Now);

    public static ClusterNode Silent(this ClusterNode node) => node.Beating(Now - TimeSpan.FromMinutes(10));

    public static ClusterNode Beating(this ClusterNode node, DateTimeOffset at) =>
        node.WithStatus(status => status with { HeartbeatTime = at });

    public static ClusterNode Holding(this ClusterNode node, params ImmutableArray<CleanupOrder> orders) =>
        node with
        {
            Storage = StorageOf(node) with { Spec = new NodeStorageSpec { Orders = orders } },
        };

    public static ClusterNode Holding(this ClusterNode node, NodeStorageCleanup cleanup) =>
        node.Holding(OrderOf(cleanup));

    public static ClusterNode Reporting(this ClusterNode node, params ImmutableArray<OrderReport> reports) =>
        node.WithStatus(status => status with { Orders = reports });

    /// <summary>The order of a cleanup that needs nothing else, as the planner gives it.</summary>
    public static CleanupOrder OrderOf(NodeStorageCleanup cleanup)
    {
        var order = ActiveCleanup.Find(cleanup, Now)!.Order;
        return order with { Digest = OrderDigest.Compute(order) };
    }

    /// <summary>The orders that this node should have.</summary>
    public static ImmutableArray<CleanupOrder> Plan(this IEnumerable<ActiveCleanup> cleanups, ClusterNode node) =>
        new OrderPlanner().Plan(cleanups, node, Liveness);

    private static ClusterNode WithStatus(this ClusterNode node, Func<NodeStorageStatus, NodeStorageStatus> change)
    {
        var storage = StorageOf(node);
        return node with { Storage = storage with { Status = change(storage.Status ?? new NodeStorageStatus()) } };
    }

    private static NodeStorage StorageOf(ClusterNode node) =>
        node.Storage
        ?? new NodeStorage
        {
            Metadata = new ObjectMeta { Name = node.Name, ResourceVersion = "1" },
        };
}
