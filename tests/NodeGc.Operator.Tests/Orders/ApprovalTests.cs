using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Scheduling;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Orders;

/// <summary>Which nodes are told that their plans may be carried out.</summary>
public sealed class ApprovalTests
{
    private static readonly NodeStorageCleanup Asking = Given
        .Cleanup("ask")
        .With(spec => spec with { Mode = CleanupMode.Approve });

    [Test]
    public void Without_an_approval_no_node_may_carry_out_its_plan()
    {
        ClusterNode[] nodes = [Planned("n1", "a"), Planned("n2", "b")];

        Assert.That(
            Orders(Asking, nodes).Select(order => order.ApprovedPlan),
            Is.EqualTo(new string?[] { null, null })
        );
    }

    [Test]
    public void The_digest_of_the_run_hands_each_node_its_own()
    {
        ClusterNode[] nodes = [Planned("n1", "a"), Planned("n2", "b")];
        var approved = Approving(Digest(nodes));

        Assert.That(Orders(approved, nodes).Select(order => order.ApprovedPlan), Is.EqualTo([Plan("a"), Plan("b")]));
        Assert.That(Orders(approved, nodes).Select(order => order.ApprovedRunDigest), Has.All.EqualTo(Digest(nodes)));
    }

    [Test]
    public void Any_other_digest_hands_out_nothing() =>
        Assert.That(Orders(Approving(Plan("a")), Planned("n1", "a")).Single().ApprovedPlan, Is.Null);

    [Test]
    public void A_plan_that_was_made_after_the_approval_is_not_approved_with_the_others()
    {
        ClusterNode[] seen = [Planned("n1", "a")];
        ClusterNode[] now = [Planned("n1", "a"), Planned("n2", "b")];

        Assert.That(
            Orders(Approving(Digest(seen)), now).Select(order => order.ApprovedPlan),
            Is.EqualTo(new string?[] { null, null })
        );
    }

    [Test]
    public void A_node_keeps_its_approval_when_another_plan_changes_the_digest()
    {
        ClusterNode[] seen = [Planned("n1", "a")];
        var approved = Approving(Digest(seen));
        var first = seen[0].Holding(Orders(approved, seen).Single());

        Assert.That(
            Orders(approved, first, Planned("n2", "b")).Select(order => order.ApprovedPlan),
            Is.EqualTo(new[] { Plan("a"), null })
        );
    }

    [Test]
    public void Taking_the_approval_back_takes_it_from_the_nodes()
    {
        ClusterNode[] nodes = [Planned("n1", "a")];
        var first = nodes[0].Holding(Orders(Approving(Digest(nodes)), nodes).Single());

        Assert.That(Orders(Asking, first).Single().ApprovedPlan, Is.Null);
    }

    [Test]
    public void A_node_that_is_still_scanning_has_no_part_in_the_digest()
    {
        var looking = Given
            .Node("n2")
            .Alive()
            .Holding(Asking)
            .Reporting(Given.Report(Asking, OrderPhase.Scanning) with { PlanDigest = Plan("b") });

        Assert.That(Digest(Planned("n1", "a"), looking), Is.EqualTo(Digest(Planned("n1", "a"))));
    }

    [Test]
    public void The_order_of_nodes_does_not_matter_and_everything_else_does()
    {
        var digest = Digest(Planned("n1", "a"), Planned("n2", "b"));

        Assert.That(
            Digest(Planned("n2", "b"), Planned("n1", "a")),
            Is.EqualTo(digest).And.Match("^sha256:[0-9a-f]{64}$")
        );
        Assert.That(
            new[]
            {
                digest,
                Digest(Planned("n1", "b"), Planned("n2", "a")),
                Digest(Planned("n1", "a"), Planned("n3", "b")),
                Digest(Planned("n1", "a")),
                OfRun("other"),
            },
            Is.Unique
        );
    }

    [Test]
    public void Approving_continues_the_same_run()
    {
        var run = RunId.Compute(Asking);
        var status = Asking.Fold(Planned("n1", "a"));
        var approved = Asking
            .Changed()
            .Saying(status)
            .With(spec => spec with { ApprovedPlan = status.LastRun!.PlanDigest });

        Assert.That(RunId.Compute(approved), Is.EqualTo(run));
    }

    [Test]
    public void Any_other_change_of_the_spec_begins_a_new_run_and_makes_the_approval_void()
    {
        ClusterNode[] nodes = [Planned("n1", "a")];
        var status = Asking.Fold(nodes);
        var changed = Asking
            .Changed()
            .Saying(status)
            .With(spec =>
                spec with
                {
                    ApprovedPlan = status.LastRun!.PlanDigest,
                    Disposal = new DisposalSpec { Quarantine = "0s" },
                }
            );

        Assert.That(RunId.Compute(changed), Is.Not.EqualTo(RunId.Compute(Asking)));
        Assert.That(Orders(changed, nodes).Single().ApprovedPlan, Is.Null);
    }

    [Test]
    public void A_run_that_suspension_stopped_is_not_taken_up_again()
    {
        var stopped = Asking.Changed().Suspended().Saying(Asking.Fold(Planned("n1", "a"))).Fold(Planned("n1", "a"));
        var resumed = Asking.Changed().Changed().Saying(stopped);

        Assert.That(RunId.Compute(resumed), Is.Not.EqualTo(RunId.Compute(Asking)));
    }

    [Test]
    public void A_run_that_is_done_stays_the_run_of_its_generation()
    {
        var done = Asking.Fold(
            Given.Node("n1").Alive().Holding(Asking).Reporting(Given.Report(Asking, OrderPhase.Succeeded))
        );

        Assert.That(done.LastRun!.CompletionTime, Is.Not.Null);
        Assert.That(RunId.Compute(Asking.Saying(done)), Is.EqualTo(RunId.Compute(Asking)));
    }

    private static string Plan(string name) => "sha256:" + new string(name[0], 64);

    private static NodeStorageCleanup Approving(string digest) =>
        Asking.With(spec => spec with { ApprovedPlan = digest });

    private static ClusterNode Planned(string name, string plan) =>
        Given
            .Node(name)
            .Alive()
            .Holding(Asking)
            .Reporting(Given.Report(Asking, OrderPhase.Planned) with { PlanDigest = Plan(plan) });

    private static string Digest(params ClusterNode[] nodes) =>
        ActiveCleanup.Find(Asking, Given.Now)!.WithPlans(() => nodes).Approval.Plans!.Value.Digest!;

    private static string? OfRun(string run) =>
        RunPlans
            .Collect(run, [("n1", Given.Report(Asking, OrderPhase.Planned) with { PlanDigest = Plan("a") })])
            .Digest;

    private static ImmutableArray<CleanupOrder> Orders(NodeStorageCleanup cleanup, params ClusterNode[] nodes)
    {
        var active = Given.Active([cleanup], () => nodes);
        return [.. nodes.Select(node => active.Plan(node).Single())];
    }
}
