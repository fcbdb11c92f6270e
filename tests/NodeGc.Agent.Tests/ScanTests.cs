using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Tests;

internal sealed class ScanTests
{
    [Test]
    public void An_engine_that_was_just_started_is_looked_at_again_once_it_has_settled()
    {
        var unsettled = Looks.WithDoubts(
            new Doubt(DoubtKind.StoreUnsettled, DoubtScope.Everything, "process 7", "it may still be loading")
        );

        Assert.That(
            unsettled.FindNextLook(unsettled.Plan(Looks.Layers), Looks.Layers),
            Is.EqualTo(Looks.Noon.AddMinutes(10))
        );
    }

    [Test]
    public void Wants_another_look_when_the_interval_has_passed()
    {
        var scan = Looks.Of(Looks.Orphan("a"));

        Assert.That(scan.FindNextLook(scan.Plan(Looks.Layers), Looks.Layers), Is.EqualTo(Looks.Noon.AddMinutes(10)));
    }

    [Test]
    public void Wants_no_further_look_once_all_is_confirmed()
    {
        var scan = Looks.Of(Looks.Orphan("a")).After(TimeSpan.FromMinutes(10));

        Assert.That(scan.FindNextLook(scan.Plan(Looks.Layers), Looks.Layers), Is.Null);
    }

    [Test]
    public void Wants_no_look_for_what_is_held_for_another_reason()
    {
        var scan = Looks.Of(Looks.Orphan("a"));
        var nothing = new CleanupPolicy();

        Assert.That(scan.FindNextLook(scan.Plan(nothing), nothing), Is.Null);
    }
}
