using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Status;
using NodeGc.Operator.Status.Notifications;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status.Notifications;

/// <summary>Which notifications a status keeps.</summary>
public sealed class NotificationOutboxTests
{
    private static readonly NodeStorageCleanup Layers = Given.Cleanup("layers");
    private static readonly NotificationFacts All = new([.. Enum.GetValues<NotificationType>()], _ => false);

    [Test]
    public void The_start_of_a_run_is_none() => Assert.That(Fold(Layers, Node(OrderPhase.Scanning)), Is.Empty);

    [TestCase(OrderPhase.Succeeded, NotificationType.RunSucceeded, "Succeeded")]
    [TestCase(OrderPhase.Failed, NotificationType.RunFailed, "NodesFailed")]
    public void The_end_of_a_run_is_one(OrderPhase phase, NotificationType type, string reason)
    {
        var one = Fold(Layers, Node(phase)).Single();
        Assert.That((one.Type, one.Reason, one.Time), Is.EqualTo((type, reason, Given.Now)));
        Assert.That(one.Message, Does.Contain($" {one.RunId} completed: "));
    }

    [Test]
    public void A_run_that_is_stopped_is_one()
    {
        var running = Layers.Saying(Status(Layers, Node(OrderPhase.Scanning)));
        Assert.That(Types(running.Changed().Suspended()), Is.EqualTo([NotificationType.RunStopped]));
    }

    [Test]
    public void A_refusal_is_one_and_not_another_as_stalled()
    {
        var refused = Given.Report(Layers, OrderPhase.Failed) with { RefusalReason = "the order has no digest" };
        var other = Given.Node("n2").Alive().Holding(Layers);
        Assert.That(
            Types(Layers, Given.Node("n1").Alive().Holding(Layers).Reporting(refused), other),
            Is.EqualTo([NotificationType.OrdersRefused])
        );
    }

    [Test]
    public void A_stall_is_one_for_each_reason_and_generation()
    {
        var first = Layers.Unreadable();
        var status = Status(first);
        Assert.That(status.PendingNotifications.Single().Reason, Is.EqualTo(CleanupReasons.InvalidSpec));
        Assert.That(Status(first.Saying(status)).PendingNotifications, Is.EqualTo(status.PendingNotifications));
        Assert.That(
            Fold(first.Changed().Saying(status)).Select(one => one.Type),
            Is.All.EqualTo(NotificationType.Stalled)
        );
    }

    [Test]
    public void A_plan_that_waits_for_an_approval_is_one()
    {
        var reviewed = Layers.With(spec => spec with { Mode = CleanupMode.Approve });
        var report = Given.Report(reviewed, OrderPhase.Planned, reclaimable: 4096) with
        {
            PlanDigest = "sha256:" + new string('a', 64),
            PlanExpirationTime = Given.Now.AddHours(1),
        };
        var node = Given.Node("n1").Alive().Holding(reviewed).Reporting(report);
        Assert.That(Types(reviewed, node), Is.EqualTo([NotificationType.AwaitingApproval]));
    }

    [Test]
    public void A_failed_canary_is_one_of_a_stall()
    {
        var careful = Layers.With(spec =>
            spec with
            {
                Rollout = new RolloutSpec
                {
                    MaxFailures = "2",
                    Canary = new CanarySpec { Nodes = "1" },
                },
            }
        );
        var failed = Given.ReportOf(careful, OrderPhase.Failed) with { CompletionTime = Given.Now };
        var canary = Given.Node("n1").With(Given.ReadyCondition).Alive().Holding(careful).Reporting(failed);
        var one = Fold(careful, canary, Given.Node("n2").With(Given.ReadyCondition).Alive()).Single();
        Assert.That((one.Type, one.Reason), Is.EqualTo((NotificationType.Stalled, CleanupReasons.CanaryFailed)));
    }

    [Test]
    public void It_stays_until_it_is_handled()
    {
        var status = Status(Layers, Node(OrderPhase.Succeeded));
        var id = status.PendingNotifications.Single().Id;
        var after = Layers.Saying(status);
        Assert.That(Fold(after, Node(OrderPhase.Succeeded)).Single().Id, Is.EqualTo(id));
        Assert.That(Fold(after, All with { IsHandled = one => one == id }, Node(OrderPhase.Succeeded)), Is.Empty);
    }

    [Test]
    public void Only_those_that_are_wanted_are_kept_and_none_without_a_webhook()
    {
        var stalls = All with { Types = [NotificationType.Stalled] };
        Assert.That(Fold(Layers, stalls, Node(OrderPhase.Succeeded)), Is.Empty);
        var pending = Layers.Saying(Status(Layers, Node(OrderPhase.Succeeded)));
        Assert.That(Fold(pending, facts: null, Node(OrderPhase.Succeeded)), Is.Empty);
        Assert.That(
            Fold(pending.Saying(pending.Status! with { PendingNotifications = [] }), Node(OrderPhase.Succeeded)),
            Is.Empty,
            "what happened before a webhook was configured is not reported"
        );
    }

    [Test]
    public void The_newest_20_are_kept()
    {
        var cleanup = Layers.Unreadable();
        for (var change = 0; change < 30; change++)
            cleanup = cleanup.Changed().Saying(FoldAt(cleanup, TimeSpan.FromMinutes(change)));
        var times = cleanup.Status!.PendingNotifications.Select(one => (one.Time - Given.Now).TotalMinutes);
        Assert.That(times, Is.EqualTo(Enumerable.Range(10, 20).Select(minutes => (double)minutes)));
    }

    [Test]
    public void Long_messages_leave_room_for_fewer_and_the_newest_stays()
    {
        var status = Status(Layers.Unreadable());
        var wide = status.PendingNotifications[0] with { Message = new string('\'', 512) };
        var many = Enumerable.Range(0, 20).Select(n => wide with { Id = $"msg_{n}" });
        var kept = Fold(Layers.Unreadable().Saying(status with { PendingNotifications = [.. many] }));
        Assert.That(kept, Has.Count.InRange(3, 5));
        Assert.That(kept[^1].Id, Is.EqualTo("msg_19"));
    }

    private static NodeStorageCleanupStatus FoldAt(NodeStorageCleanup cleanup, TimeSpan later) =>
        CleanupStatus.Fold(
            cleanup,
            [],
            Given.Liveness with
            {
                Now = Given.Now + later,
            },
            ClusterFacts.Plain with
            {
                Notifications = All,
            }
        );

    private static NodeStorageCleanupStatus Status(NodeStorageCleanup cleanup, params ClusterNode[] nodes) =>
        CleanupStatus.Fold(cleanup, nodes, Given.Liveness, ClusterFacts.Plain with { Notifications = All });

    private static IReadOnlyList<PendingNotification> Fold(NodeStorageCleanup cleanup, params ClusterNode[] nodes) =>
        Fold(cleanup, All, nodes);

    private static IReadOnlyList<PendingNotification> Fold(
        NodeStorageCleanup cleanup,
        NotificationFacts? facts,
        params ClusterNode[] nodes
    ) =>
        CleanupStatus
            .Fold(cleanup, nodes, Given.Liveness, ClusterFacts.Plain with { Notifications = facts })
            .PendingNotifications;

    private static IEnumerable<NotificationType> Types(NodeStorageCleanup cleanup, params ClusterNode[] nodes) =>
        Fold(cleanup, nodes).Select(one => one.Type);

    private static ClusterNode Node(OrderPhase phase) =>
        Given.Node("n1").Alive().Holding(Layers).Reporting(Given.Report(Layers, phase));
}
