using System.Text.Json.Nodes;
using NodeGc.Agent.Daemon;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Tests;

internal sealed class StatusPatchTests
{
    [Test]
    public void Reports_that_say_the_same_are_the_same_however_they_were_built() =>
        Assert.That(Between(Status(OrderPhase.Scanning), Status(OrderPhase.Scanning)), Is.Empty);

    [Test]
    public void Holds_only_the_fields_that_differ()
    {
        var patch = Between(Status(OrderPhase.Scanning), Status(OrderPhase.Sweeping));

        Assert.That(patch.Select(field => field.Key), Is.EqualTo(new[] { "orders" }));
    }

    [Test]
    public void Removes_what_is_not_said_any_more()
    {
        var before = Status(OrderPhase.Scanning) with { Storage = new StorageInfo() };
        var patch = Between(before, Status(OrderPhase.Scanning));

        Assert.That(patch.ToJsonString(), Is.EqualTo("""{"storage":null}"""));
    }

    [Test]
    public void The_whole_status_says_of_each_field_what_becomes_of_it()
    {
        var whole = StatusPatch.Whole(StatusPatch.Create(Status(OrderPhase.Scanning)));

        Assert.That(
            whole.Select(field => field.Key),
            Is.SupersetOf(new[] { "observedGeneration", "agent", "conditions", "storage", "dataRoots", "orders" })
        );
        Assert.That(whole["storage"], Is.Null);
        Assert.That(whole["orders"], Is.InstanceOf<JsonArray>());
    }

    [Test]
    public void A_new_phase_is_news_and_a_new_message_is_none()
    {
        var before = Status(OrderPhase.Scanning);

        Assert.That(StatusChanges.IsUrgent(before, Status(OrderPhase.Sweeping)), Is.True);
        Assert.That(
            StatusChanges.IsUrgent(
                before,
                before with
                {
                    Orders = [before.Orders[0] with { Message = "next scan later" }],
                }
            ),
            Is.False
        );
        Assert.That(StatusChanges.IsUrgent(before, before with { Orders = [] }), Is.True, "it was withdrawn");
        Assert.That(StatusChanges.IsUrgent(before, before with { ObservedGeneration = 9 }), Is.False);
    }

    private static JsonObject Between(NodeStorageStatus before, NodeStorageStatus after) =>
        StatusPatch.Between(StatusPatch.Create(before), StatusPatch.Create(after));

    private static NodeStorageStatus Status(OrderPhase phase) =>
        new()
        {
            ObservedGeneration = 2,
            Orders =
            [
                new OrderReport
                {
                    Cleanup = "tidy",
                    RunId = "run-1",
                    Phase = phase,
                    Errors = [new ErrorReport { Message = "one" }],
                },
            ],
        };
}
