using NodeGc.Agent.Restores;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Tests.Restores;

public sealed class RestoreSelectionTests
{
    private static readonly RestoreOrder First = Order("u-1");
    private static readonly RestoreOrder Second = Order("u-2");
    private static readonly NodeStorageSpec Both = new() { Restores = [First, Second] };

    [Test]
    public void Restores_are_carried_out_in_their_order_and_each_once()
    {
        var status = new NodeStorageStatus();
        Assert.That(RestoreSelection.FindNext(Both, status), Is.EqualTo(First));

        status = status.With(Report(First, RestorePhase.Failed));
        Assert.That(RestoreSelection.FindNext(Both, status), Is.EqualTo(Second));

        status = status.With(Report(Second, RestorePhase.Succeeded));
        Assert.That(RestoreSelection.FindNext(Both, status), Is.Null);
    }

    [TestCase(RestorePhase.Pending)]
    [TestCase(RestorePhase.Restoring)]
    public void One_that_a_stopped_agent_had_begun_is_carried_on(RestorePhase phase) =>
        Assert.That(
            RestoreSelection.FindNext(Both, new NodeStorageStatus().With(Report(First, phase))),
            Is.EqualTo(First)
        );

    [Test]
    public void A_report_stays_as_long_as_its_restore()
    {
        var status = new NodeStorageStatus()
            .With(Report(First, RestorePhase.Succeeded))
            .With(Report(Second, RestorePhase.Restoring));

        Assert.That(RestoreSelection.Clean(status, Both), Is.SameAs(status));
        Assert.That(
            RestoreSelection.Clean(status, new() { Restores = [Second] }).Restores.Select(report => report.Uid),
            Is.EqualTo(["u-2"])
        );
        Assert.That(RestoreSelection.Clean(status, null).Restores, Is.Empty);
    }

    [Test]
    public void A_later_report_replaces_the_earlier_one()
    {
        var status = new NodeStorageStatus()
            .With(Report(First, RestorePhase.Restoring))
            .With(Report(First, RestorePhase.Succeeded));

        Assert.That(status.Restores.Select(report => report.Phase), Is.EqualTo([RestorePhase.Succeeded]));
    }

    [Test]
    public void A_restore_that_was_changed_is_not_wanted_any_more() =>
        Assert.That(
            (RestoreSelection.Wants(Both, First), RestoreSelection.Wants(Both, First with { RunId = "r-2" })),
            Is.EqualTo((true, false))
        );

    private static RestoreOrder Order(string uid) =>
        new()
        {
            Name = "undo",
            Uid = uid,
            RunId = "r-1",
            Items = ["overlay2/a"],
            ExpirationTime = DateTimeOffset.UnixEpoch,
        };

    private static RestoreReport Report(RestoreOrder order, RestorePhase phase) =>
        new()
        {
            Name = order.Name,
            Uid = order.Uid,
            Phase = phase,
        };
}
