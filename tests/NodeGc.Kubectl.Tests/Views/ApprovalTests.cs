using NodeGc.Api.Cleanups;
using NodeGc.Kubectl.Views;

namespace NodeGc.Kubectl.Tests.Views;

internal sealed class ApprovalTests
{
    private static readonly NodeStorageCleanup Waiting = SampleObjects.Cleanup();

    [Test]
    public void A_plan_that_waits_can_be_approved() =>
        Assert.That(Approval.FindObstacle(Waiting, SampleObjects.Now), Is.Null);

    [Test]
    public void One_that_expired_cannot() =>
        Assert.That(
            Approval.FindObstacle(Waiting, SampleObjects.Now.AddHours(6)),
            Does.StartWith("the plan of tidy expired 60m ago")
        );

    [Test]
    public void Neither_can_one_that_is_not_made_yet() =>
        Assert.That(
            Approval.FindObstacle(
                Waiting with
                {
                    Status = Waiting.Status! with { LastRun = Waiting.Status.LastRun! with { PlanDigest = null } },
                },
                SampleObjects.Now
            ),
            Is.EqualTo("tidy has no plan to approve yet (AwaitingApproval: 2 nodes wait for approval)")
        );

    [Test]
    public void In_another_mode_there_is_nothing_to_approve() =>
        Assert.That(
            Approval.FindObstacle(
                Waiting with
                {
                    Spec = Waiting.Spec with { Mode = CleanupMode.Report },
                },
                SampleObjects.Now
            ),
            Does.Contain("only in mode Approve")
        );

    [Test]
    public void A_suspended_cleanup_carries_out_nothing() =>
        Assert.That(
            Approval.FindObstacle(Waiting with { Spec = Waiting.Spec with { Suspend = true } }, SampleObjects.Now),
            Does.Contain("is suspended")
        );
}
