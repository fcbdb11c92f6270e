using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Api.Rules;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Planning;

/// <summary>A cleanup that may be carried out as it stands: the nodes it selects and the order each of them
/// gets.</summary>
internal sealed record Mandate(LabelSelector? NodeSelector, CleanupOrder Order)
{
    /// <summary>Null while the cleanup is suspended, being deleted, or asks for what cannot be carried out.</summary>
    public static Mandate? Find(NodeStorageCleanup cleanup) =>
        cleanup.Spec.Suspend
        || cleanup.Metadata.DeletionTimestamp is not null
        || !CleanupSpecRules.Check(cleanup.Spec).IsEmpty
            ? null
            : new Mandate(cleanup.Spec.NodeSelector, SealedOrders.Seal(OrderOf(cleanup)))
            {
                Approval = cleanup.Spec.ApprovedPlan,
                IsHeld = StoredSpec.IsInDoubt(cleanup),
            };

    /// <summary>
    /// True while the cleanup or its orders may lack a restriction that somebody wrote: then no node is given anything
    /// new.
    /// </summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether this node is given nothing new.</summary>
    public bool IsHeldOn(ClusterNode node) => IsHeld || FindPinProblem(node) is not null;

    /// <summary>The pins of all other cleanups, with the nodes that they are for.</summary>
    public ImmutableArray<Pins> Others { get; init; } = [];

    /// <summary>The digest that a person approved; null while none is.</summary>
    public string? Approval { get; init; }

    /// <summary>The plans of all nodes of the run, looked at only where something is approved; null where nobody asked
    /// the nodes.</summary>
    public Lazy<RunPlans>? Plans { get; init; }

    /// <summary>What the workloads name, for orders that are about to be given; null where nobody asked.</summary>
    public ClusterImages? Images { get; init; }

    /// <summary>The thresholds of the kubelet of the node whose order is about to be given; null where nobody
    /// asked.</summary>
    public KubeletThresholds? Kubelet { get; init; }

    /// <summary>The same mandate among all cleanups' pins: now its orders hold those of the others, too.</summary>
    public Mandate Among(ImmutableArray<Pins> all) =>
        this with
        {
            Others = [.. all.Where(pins => pins.Cleanup != Order.Cleanup)],
        };

    /// <summary>The same mandate in a cluster: now it can tell what its approval is about.</summary>
    public Mandate In(Func<IEnumerable<ClusterNode>> cluster) =>
        this with
        {
            Plans = new Lazy<RunPlans>(() => PlansOf(cluster())),
        };

    /// <summary>The order for one node, sealed. An approval that the node's order holds stays as long as the cleanup
    /// says the same; a new one is given only where the digest is over exactly the plans there are, this node's among
    /// them.</summary>
    public CleanupOrder OrderFor(ClusterNode node) => SealedOrders.Seal(UnsealedFor(node));

    private CleanupOrder UnsealedFor(ClusterNode node)
    {
        var held = FindHeld(node);
        var order = AsGiven(node, held);
        if (Approval is null)
            return order;
        var plan =
            held?.ApprovedRunDigest == Approval ? held.ApprovedPlan
            : Plans?.Value is { } plans && plans.Digest == Approval ? plans.ByNode.GetValueOrDefault(node.Name)
            : null;
        return plan is null ? order : order with { ApprovedPlan = plan, ApprovedRunDigest = Approval };
    }

    /// <summary>What the node keeps of the run while the mandate is held: an order that has ended, which is never
    /// carried out again, or one that is whole. Null where it keeps nothing.</summary>
    public CleanupOrder? FindKept(ClusterNode node) =>
        FindHeld(node) is { } held && (HasEnded(node) || held == OrderFor(node)) ? held : null;

    /// <summary>Why no order can be given on this node; null where one can.</summary>
    public string? FindPinProblem(ClusterNode node) => PinsFor(node)?.FindProblem();

    /// <summary>What the node said about this run; null until it did.</summary>
    public OrderReport? FindReport(ClusterNode node) =>
        node.Storage?.Status?.Orders.FirstOrDefault(report =>
            report.Cleanup == Order.Cleanup && report.RunId == Order.RunId
        );

    private RunPlans PlansOf(IEnumerable<ClusterNode> cluster) =>
        RunPlans.Of(Order.RunId, cluster.Where(Selects).Select(node => (node.Name, FindReport(node))));

    /// <summary>Only Linux nodes can be selected: the agent runs nowhere else.</summary>
    public bool Selects(ClusterNode node) => node.IsSelectedBy(NodeSelector);

    /// <summary>Whether the node holds this very order already.</summary>
    public bool IsOn(ClusterNode node) => FindHeld(node) is not null;

    /// <summary>Whether the node's order has to say which images the workloads name, and does not yet.</summary>
    public bool AsksForImagesOf(ClusterNode node) =>
        PinsImages && Selects(node) && FindHeld(node)?.ClusterImages is null;

    /// <summary>Whether the node's order is about to be given, and its kubelet may act before it.</summary>
    public bool AsksForKubeletOf(ClusterNode node) => Order.When is not null && Selects(node) && FindHeld(node) is null;

    private bool HasEnded(ClusterNode node) =>
        FindReport(node)
            is { RefusalReason: null, Phase: OrderPhase.Succeeded or OrderPhase.Failed or OrderPhase.Skipped };

    private OtherPins? PinsFor(ClusterNode node) =>
        Others.IsEmpty ? null : OtherPins.Of(Others.Where(pins => pins.HoldOn(node)).Select(pins => pins.Protect));

    private bool PinsImages => Order is { Collect.Images: not null, Protect.ClusterImages: true };

    private CleanupOrder? FindHeld(ClusterNode node) =>
        node.Orders.FirstOrDefault(order => order.Cleanup == Order.Cleanup && order.RunId == Order.RunId);

    /// <summary>An order keeps what it was given with: it is about one moment, and would else be written anew whenever
    /// any workload changes.</summary>
    private CleanupOrder AsGiven(ClusterNode node, CleanupOrder? held) =>
        Order with
        {
            AlsoProtect = held is not null && HasEnded(node) ? held.AlsoProtect : PinsFor(node),
            ClusterImages = PinsImages ? held?.ClusterImages ?? Images : null,
            Kubelet =
                Order.When is null ? null
                : held is null ? Kubelet
                : held.Kubelet,
        };

    private static CleanupOrder OrderOf(NodeStorageCleanup cleanup) =>
        new()
        {
            Cleanup = cleanup.Metadata.Name ?? "",
            Uid = cleanup.Metadata.Uid ?? "",
            RunId = Planning.RunId.Of(cleanup),
            Generation = cleanup.Metadata.Generation ?? 0,
            Mode = cleanup.Spec.Mode,
            When = cleanup.Spec.When,
            Collect = cleanup.Spec.Collect,
            Protect = cleanup.Spec.Protect,
            Disposal = cleanup.Spec.Disposal,
            Limits = cleanup.Spec.Limits,
        };
}
