using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Status;
using NodeGc.Operator.Status.Notifications;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status;

public sealed class StatusSizeTests
{
    private const int Bound = 100 * 1000;

    private static readonly NotificationFacts All = new([.. Enum.GetValues<NotificationType>()], _ => false);

    /// <summary>A character that JSON writes with six bytes.</summary>
    private const char Costly = '\'';

    [TestCase(OrderPhase.Failed)]
    [TestCase(OrderPhase.Scanning)]
    public void A_status_stays_below_100_KB_at_5000_nodes_whatever_they_say(OrderPhase phase)
    {
        var cleanup = WithPendingNotifications(WithFullHistory(Given.Cleanup(new string('c', 253))));
        var nodes = Enumerable.Range(0, 5000).Select(number => Talkative(cleanup, number, phase)).ToArray();
        var facts = ClusterFacts.Plain with { Notifications = All };
        var size = CleanupStatus.Fold(cleanup, nodes, Given.Liveness, facts).Bytes().Length;
        TestContext.Out.WriteLine($"{size} bytes");
        Assert.That(size, Is.LessThan(Bound));
    }

    [Test]
    public void A_status_stays_below_100_KB_when_the_spec_is_wrong_in_every_field()
    {
        var cleanup = Given.Cleanup("wrong");
        var pins = new ProtectSpec { Images = [.. Enumerable.Range(0, 100).Select(_ => new string(Costly, 512))] };
        var before = cleanup.Fold([
            .. Enumerable.Range(0, 5000).Select(number => Talkative(cleanup, number, OrderPhase.Sweeping)),
        ]);
        Assert.That(
            cleanup.Saying(before).Changed().With(spec => spec with { Protect = pins }).Fold().Bytes(),
            Has.Length.LessThan(Bound)
        );
    }

    private static ClusterNode Talkative(NodeStorageCleanup cleanup, int number, OrderPhase phase) =>
        Given
            .Node($"{number}".PadRight(253, 'n'))
            .Alive()
            .Holding(cleanup)
            .Reporting(
                Given.Report(cleanup, phase, reclaimable: long.MaxValue / 10_000) with
                {
                    Message = new string(Costly, 1024),
                }
            );

    private static NodeStorageCleanup WithPendingNotifications(NodeStorageCleanup cleanup)
    {
        var one = new PendingNotification
        {
            Id = "",
            Type = NotificationType.AwaitingApproval,
            Time = Given.Now,
            Reason = new string('R', 64),
            Message = new string(Costly, PendingNotification.MaxMessageLength),
            RunId = new string('r', 63),
        };
        return cleanup.Saying(
            cleanup.Status! with
            {
                PendingNotifications = [.. Enumerable.Range(0, 20).Select(n => one with { Id = $"msg_{n:d24}" })],
            }
        );
    }

    private static NodeStorageCleanup WithFullHistory(NodeStorageCleanup cleanup)
    {
        for (var run = 0; run < 10; run++)
            cleanup = cleanup.Saying(cleanup.Fold(Talkative(cleanup, run, OrderPhase.Succeeded))).Changed();
        return cleanup;
    }
}
