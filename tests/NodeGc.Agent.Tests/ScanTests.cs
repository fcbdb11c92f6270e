using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Tests;

internal sealed class ScanTests
{
    [Test]
    public void An_engine_that_was_just_started_is_scanned_again_once_it_has_settled()
    {
        var unsettled = TestScans.WithDoubts(
            new Doubt(DoubtKind.StoreUnsettled, DoubtScope.Everything, "process 7", "it may still be loading")
        );

        Assert.That(
            unsettled.FindNextScanTime(unsettled.Plan(TestScans.Layers), TestScans.Layers),
            Is.EqualTo(TestScans.Noon.AddMinutes(10))
        );
    }

    [Test]
    public void Wants_another_scan_when_the_interval_has_passed()
    {
        var scan = TestScans.Create(TestScans.Orphan("a"));

        Assert.That(
            scan.FindNextScanTime(scan.Plan(TestScans.Layers), TestScans.Layers),
            Is.EqualTo(TestScans.Noon.AddMinutes(10))
        );
    }

    [Test]
    public void Wants_no_further_scan_once_all_is_confirmed()
    {
        var scan = TestScans.Create(TestScans.Orphan("a")).After(TimeSpan.FromMinutes(10));

        Assert.That(scan.FindNextScanTime(scan.Plan(TestScans.Layers), TestScans.Layers), Is.Null);
    }

    [Test]
    public void Wants_no_scan_for_what_is_held_for_another_reason()
    {
        var scan = TestScans.Create(TestScans.Orphan("a"));
        var nothing = new CleanupPolicy();

        Assert.That(scan.FindNextScanTime(scan.Plan(nothing), nothing), Is.Null);
    }
}
