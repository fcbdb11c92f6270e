using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Progress;
using NodeGc.Operator.Rollout;
using NodeGc.Operator.Status;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Laws;

/// <summary>A cluster without a server: the operator's decisions on a clock of its own, and nodes that do what they are
/// told, or fail, fall silent, are cordoned, leave and return.</summary>
internal sealed class SimulatedFleet
{
    private readonly Dictionary<string, ClusterNode> nodes;
    private readonly OrderPlanner planner = new();
    private readonly Random random;
    private Admission admission = Admission.None;

    public SimulatedFleet(NodeStorageCleanup cleanup, IEnumerable<ClusterNode> nodes, int seed)
    {
        Cleanup = cleanup;
        this.nodes = nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        random = new Random(seed);
    }

    public NodeStorageCleanup Cleanup { get; private set; }

    public DateTimeOffset Now { get; private set; } = Given.Now;

    public IReadOnlyCollection<ClusterNode> Nodes => nodes.Values;

    public NodeStorageCleanupStatus Status => Cleanup.Status!;

    private Liveness Liveness => new(Now, TimeSpan.FromSeconds(90));

    private ActiveCleanup? Active =>
        ActiveCleanup.Find(Cleanup, Now)?.WithPins([]).WithPlans(() => nodes.Values.ToList());

    /// <summary>Nodes that have the order of the present run and have not ended.</summary>
    public ImmutableArray<string> Running =>
        Active is { } active
            ?
            [
                .. nodes
                    .Values.Where(active.Selects)
                    .Select(node => NodeProgress.Assess(node, active, Liveness))
                    .Where(node => node.TakesPlace)
                    .Select(node => node.Name),
            ]
            : [];

    public void Advance(TimeSpan time) => Now += time;

    public void Change(Func<NodeStorageCleanupSpec, NodeStorageCleanupSpec> change) =>
        Cleanup = Cleanup.With(change).Changed();

    /// <summary>Another operator takes over: it knows only what is stored.</summary>
    public void Restart() => admission = Admission.None;

    /// <summary>The status is folded and stored.</summary>
    public void WriteStatus() =>
        Cleanup = Cleanup.Saying(CleanupStatus.Fold(Cleanup, nodes.Values, Liveness, ClusterFacts.Plain));

    /// <summary>The next nodes are admitted.</summary>
    public void Admit()
    {
        if (Active is not { } active)
        {
            admission = Admission.None;
            return;
        }
        var run = Cleanup.Status?.LastRun is { } last && last.Id == active.Run.Id ? last : null;
        var selected = RolloutNode.Select(active, nodes.Values, Liveness);
        admission = active.Rollout is null ? Admission.All : RolloutPlanner.Admit(active, selected, run, admission);
    }

    /// <summary>The orders of one node are written.</summary>
    public void WriteOrders(string name)
    {
        if (!nodes.TryGetValue(name, out var node) || node.Storage is null)
            return;
        ActiveCleanup[] active = Active is { } one ? [one with { Admission = admission }] : [];
        nodes[name] = node.Holding(planner.Plan(active, node, Liveness));
    }

    public void WriteAllOrders()
    {
        foreach (var name in nodes.Keys.Order(StringComparer.Ordinal).ToList())
            WriteOrders(name);
    }

    /// <summary>The agent goes one step further, with this outcome if it ends.</summary>
    public void Work(string name, OrderPhase outcome)
    {
        if (!nodes.TryGetValue(name, out var node) || !Liveness.IsAlive(node.Storage))
            return;
        var reports = node.Storage!.Status!.Orders.Where(report => node.Orders.Any(order => IsAbout(report, order)))
            .ToList();
        if (
            node.Orders.FirstOrDefault(order =>
                !reports.Any(report => IsAbout(report, order) && ActiveCleanup.HasEnded(report))
            ) is
            { } next
        )
        {
            var known = reports.FirstOrDefault(report => IsAbout(report, next));
            reports.RemoveAll(report => report.Cleanup == next.Cleanup);
            reports.Add(Report(next, known, outcome));
        }
        nodes[name] = node.Reporting([.. reports]);
    }

    public void Beat(string name)
    {
        if (nodes.TryGetValue(name, out var node) && node.Node is not null)
            nodes[name] = node.Beating(Now);
    }

    public void Replace(string name, Func<ClusterNode, ClusterNode> change)
    {
        if (nodes.TryGetValue(name, out var node))
            nodes[name] = change(node);
    }

    public void Remove(string name) => nodes.Remove(name);

    public string Pick() => nodes.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(nodes.Count));

    public int Roll(int sides) => random.Next(sides);

    public static ClusterNode Machine(string name, string zone) =>
        Given.Node(name).With(Given.ReadyCondition) is var node
            ? node with
            {
                Node = node.Node! with
                {
                    Metadata = node.Node.Metadata with
                    {
                        Labels = ImmutableDictionary<string, string>.Empty.Add("topology.kubernetes.io/zone", zone),
                    },
                },
            }
            : throw new InvalidOperationException();

    private OrderReport Report(CleanupOrder order, OrderReport? known, OrderPhase outcome)
    {
        var report = new OrderReport
        {
            Cleanup = order.Cleanup,
            RunId = order.RunId,
            Attempt = order.Attempt,
            Phase = OrderPhase.Scanning,
        };
        if (order.Deadline <= Now)
            return report with { Phase = OrderPhase.Failed, CompletionTime = Now };
        return known is null ? report : report with { Phase = outcome, CompletionTime = Now };
    }

    private static bool IsAbout(OrderReport report, CleanupOrder order) =>
        report.Cleanup == order.Cleanup && report.RunId == order.RunId && (report.Attempt ?? 0) == (order.Attempt ?? 0);
}
