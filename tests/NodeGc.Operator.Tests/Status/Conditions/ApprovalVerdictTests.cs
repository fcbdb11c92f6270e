using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status.Conditions;

public sealed class ApprovalVerdictTests
{
    private static readonly string Other = "sha256:" + new string('f', 64);
    private static readonly NodeStorageCleanup Asking = Given
        .Cleanup("ask")
        .With(spec => spec with { Mode = CleanupMode.Approve });

    [Test]
    public void Says_what_to_approve_once_every_node_has_planned()
    {
        var status = Asking.Fold(Planned("n1"), Planned("n2"));

        Assert.That(
            status.Words(),
            Is.EqualTo([
                "Ready=True/AwaitingApproval",
                "Reconciling=False/AwaitingApproval",
                "Stalled=False/AwaitingApproval",
                "Healthy=True/AllNodesHealthy",
                "Approved=False/AwaitingApproval",
            ])
        );
        Assert.That(status.LastRun!.PlanDigest, Does.StartWith("sha256:"));
        Assert.That(status.LastRun.PlanExpirationTime, Is.EqualTo(Given.Now.AddHours(1)));
        Assert.That(
            status.Message("Ready"),
            Is.EqualTo(
                "2 items (2Ki) would be removed on 2 nodes; review the plans with kubectl describe nst, "
                    + $"then set spec.approvedPlan to {status.LastRun.PlanDigest}"
            )
        );
    }

    [Test]
    public void Has_nothing_to_approve_while_a_node_is_still_scanning()
    {
        var status = Asking.Fold(
            Planned("n1"),
            Given.Node("n2").Alive().Holding(Asking).Reporting(Given.Report(Asking, OrderPhase.Scanning))
        );

        Assert.That(status.LastRun!.PlanDigest, Is.Null);
        Assert.That(status.Words()[0], Is.EqualTo("Ready=False/Progressing"));
    }

    [Test]
    public void Stalls_on_an_approval_of_something_else_and_names_both()
    {
        var status = Asking.With(spec => spec with { ApprovedPlan = Other }).Fold(Planned("n1"));

        Assert.That(status.Words()[2], Is.EqualTo("Stalled=True/ApprovalMismatch"));
        Assert.That(status.Message("Stalled"), Does.Contain(Other).And.Contains(status.LastRun!.PlanDigest));
    }

    [Test]
    public void Goes_on_once_the_digest_is_approved()
    {
        var digest = Asking.Fold(Planned("n1")).LastRun!.PlanDigest;
        var approved = Asking.With(spec => spec with { ApprovedPlan = digest });

        Assert.That(approved.Fold(Planned("n1")).Words()[1], Is.EqualTo("Reconciling=True/Progressing"));
    }

    [Test]
    public void Stalls_when_a_plan_expired_and_says_how_to_get_a_new_one()
    {
        var expired = Given.Report(Asking, OrderPhase.Skipped) with
        {
            PlanDigest = Other,
            PlanExpirationTime = Given.Now,
            CompletionTime = Given.Now,
        };
        var status = Asking.Fold(Given.Node("n1").Alive().Holding(Asking).Reporting(expired));

        Assert.That(status.Words()[2], Is.EqualTo("Stalled=True/PlanExpired"));
        Assert.That(status.Message("Stalled"), Does.Contain("n1").And.Contains("to make a new plan"));
    }

    [Test]
    public void Folding_its_own_result_changes_nothing()
    {
        var once = Asking.Fold(Planned("n1"), Planned("n2"));

        Assert.That(Asking.Saying(once).Fold(Planned("n1"), Planned("n2")).Json(), Is.EqualTo(once.Json()));
    }

    private static ClusterNode Planned(string name) =>
        Given
            .Node(name)
            .Alive()
            .Holding(Asking)
            .Reporting(
                Given.Report(Asking, OrderPhase.Planned, reclaimable: 1024) with
                {
                    PlanDigest = "sha256:" + new string('a', 64),
                    PlanExpirationTime = Given.Now.AddHours(1),
                }
            );
}
