using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Scheduling;

namespace NodeGc.Operator.Orders;

/// <summary>A cleanup that is carried out: its spec is valid, it is neither suspended nor being deleted, and it has a
/// run.</summary>
/// <param name="NodeSelector">Null selects every Linux node.</param>
/// <param name="Order">What all of its nodes are ordered; <see cref="NodeOrder"/> adds what concerns one node.</param>
/// <param name="Run">The run that it is in.</param>
internal sealed record ActiveCleanup(LabelSelector? NodeSelector, CleanupOrder Order, DueRun Run)
{
    /// <summary>If several cleanups have work on a node, the highest goes first.</summary>
    public int Priority { get; init; }

    /// <summary>How the run spreads over its nodes; null starts all at once.</summary>
    public RolloutSpec? Rollout { get; init; }

    /// <summary>The nodes that may take the next step now.</summary>
    public Admission Admission { get; init; } = Admission.All;

    /// <summary>The operator's clock.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>True while the spec or its orders may lack a restriction that the author wrote: then nothing new is
    /// issued.</summary>
    public bool IsOnHold { get; init; }

    /// <summary>The pins of all other cleanups: they apply to this one's orders too.</summary>
    public OtherCleanupsPins OtherPins { get; init; } = OtherCleanupsPins.None;

    public RunApproval Approval { get; init; } = RunApproval.None;

    public OrderInputs Inputs { get; init; } = OrderInputs.None;

    /// <summary>Null if the cleanup is suspended, being deleted, has an invalid spec, or waits for its first due
    /// time.</summary>
    public static ActiveCleanup? Find(NodeStorageCleanup cleanup, DateTimeOffset now) =>
        cleanup.Spec.Suspend
        || cleanup.Metadata.DeletionTimestamp is not null
        || !ScheduleRules.Check(cleanup.Spec, now).IsEmpty
        || RunSchedule.Find(cleanup, now) is not { } run
            ? null
            : new ActiveCleanup(cleanup.Spec.NodeSelector, CreateOrder(cleanup, run), run)
            {
                Approval = RunApproval.None with { Digest = cleanup.Spec.ApprovedPlan },
                IsOnHold = StoredSpec.IsInDoubt(cleanup),
                Priority = cleanup.Spec.Priority,
                Rollout = cleanup.Spec.Rollout,
                Now = now,
            };

    /// <summary>The active ones among <paramref name="cleanups"/>, with each other's pins and the nodes'
    /// plans.</summary>
    /// <param name="cleanups">All cleanups of the cluster.</param>
    /// <param name="now">The operator's clock.</param>
    /// <param name="findPins">The pins of all cleanups but the one with this name.</param>
    /// <param name="findPlans">The plans of the nodes of a cleanup, to compare an approval with.</param>
    public static ImmutableArray<ActiveCleanup> List(
        IReadOnlyList<NodeStorageCleanup> cleanups,
        DateTimeOffset now,
        Func<string, OtherCleanupsPins> findPins,
        Func<ActiveCleanup, Lazy<RunPlans>> findPlans
    ) =>
        [
            .. cleanups
                .Select(cleanup => Find(cleanup, now))
                .OfType<ActiveCleanup>()
                .Select(cleanup =>
                    cleanup with
                    {
                        OtherPins = findPins(cleanup.Order.Cleanup),
                        Approval = cleanup.Approval with { Plans = findPlans(cleanup) },
                    }
                ),
        ];

    /// <param name="all">The pins of all cleanups, this one included.</param>
    public ActiveCleanup WithPins(ImmutableArray<Pins> all) =>
        this with
        {
            OtherPins = OtherCleanupsPins.Without(all, Order.Cleanup),
        };

    /// <summary>Compares the approval with the plans of these nodes.</summary>
    public ActiveCleanup WithPlans(Func<IEnumerable<ClusterNode>> listNodes) =>
        this with
        {
            Approval = Approval with { Plans = new Lazy<RunPlans>(() => CollectPlans(listNodes())) },
        };

    /// <summary>Only Linux nodes can be selected: the agent runs nowhere else.</summary>
    public bool Selects(ClusterNode node) => node.IsSelectedBy(NodeSelector);

    /// <summary>Whether no new order is issued to this node.</summary>
    public bool IsOnHoldOn(ClusterNode node) => IsOnHold || OtherPins.FindProblem(node) is not null;

    /// <summary>The order of this run that the node already has.</summary>
    public CleanupOrder? FindOrder(ClusterNode node) =>
        node.Orders.FirstOrDefault(order => order.Cleanup == Order.Cleanup && order.RunId == Order.RunId);

    /// <summary>The node's report about this run, and about its latest attempt if there are several; null before the
    /// first.</summary>
    public OrderReport? FindReport(ClusterNode node) =>
        node.Storage?.Status?.Orders.FirstOrDefault(report =>
            report.Cleanup == Order.Cleanup
            && report.RunId == Order.RunId
            && (report.Attempt ?? 0) >= (FindOrder(node)?.Attempt ?? 0)
        );

    /// <summary>Whether the node may be given this run's order now.</summary>
    public bool AdmitsOrder(ClusterNode node) =>
        IsOpenFor(node)
        && (Order.Mode == CleanupMode.Approve ? Admission.AdmitsPlan(node.Name) : Admission.AdmitsStart(node.Name));

    /// <summary>Whether the node may start in this run now, or start again; in mode Approve, be approved.</summary>
    public bool AdmitsStart(ClusterNode node) => IsOpenFor(node) && Admission.AdmitsStart(node.Name);

    public bool HasEndedOn(ClusterNode node) => HasEnded(FindReport(node));

    /// <summary>Whether the run has ended on the node that wrote this report, with whatever outcome. A refused order
    /// has not: it is carried out once it can be verified.</summary>
    public static bool HasEnded(OrderReport? report) =>
        report is { RefusalReason: null, Phase: OrderPhase.Succeeded or OrderPhase.Failed or OrderPhase.Skipped };

    /// <summary>Whether the images of the cluster's workloads have to be read for the node's order.</summary>
    public bool NeedsImagesFor(ClusterNode node) =>
        OrderInputs.IncludesImages(Order) && Selects(node) && FindOrder(node)?.ClusterImages is null;

    /// <summary>Whether the thresholds of the node's kubelet have to be read for its order.</summary>
    public bool NeedsKubeletFor(ClusterNode node) =>
        OrderInputs.IncludesKubelet(Order) && Selects(node) && FindOrder(node) is null;

    private bool IsOpenFor(ClusterNode node) =>
        Run is { AcceptsNodes: true, IsRecorded: true } && node.FindHindrance() is null;

    /// <summary>The plans of the nodes that it selects.</summary>
    public RunPlans CollectPlans(IEnumerable<ClusterNode> nodes) =>
        RunPlans.Collect(Order.RunId, nodes.Where(Selects).Select(node => (node.Name, FindReport(node))));

    private static CleanupOrder CreateOrder(NodeStorageCleanup cleanup, DueRun run) =>
        new()
        {
            Cleanup = cleanup.Metadata.Name ?? "",
            Uid = cleanup.Metadata.Uid ?? "",
            RunId = run.Id,
            Generation = cleanup.Metadata.Generation ?? 0,
            Mode = cleanup.Spec.Mode,
            When = cleanup.Spec.When,
            Collect = cleanup.Spec.Collect,
            Protect = cleanup.Spec.Protect,
            Disposal = cleanup.Spec.Disposal,
            Limits = cleanup.Spec.Limits,
        };
}
