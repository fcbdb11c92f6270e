using NodeGc.Agent.CommandLine;
using NodeGc.Agent.Reports;

namespace NodeGc.Agent.Tests;

internal sealed class VerdictTests
{
    private static readonly StoreDocument Store = new("/data", "overlay2", "20.10.24", true, "ext4", 100, 50, 10, 5);
    private static readonly DoubtDocument Doubt = new("MetadataDamaged", "Layers", "image/overlay2", "garbled");
    private static readonly PlanItemDocument Item = new("layers", "a", "overlay2/a", 1, "Filesystem", "nobody");
    private static readonly PlanDocument Empty = new(Store, "sha256:0", new AmountDocument(0, 0), [], [], 3, [], [], []);

    [Test]
    public void A_clean_store_is_nothing() => Assert.That(Verdicts.Of(Empty), Is.EqualTo(ExitCode.Nothing));

    [Test]
    public void Garbage_is_found() => Assert.That(Verdicts.Of(Empty with { Items = [Item] }), Is.EqualTo(ExitCode.Found));

    [Test]
    public void Doubt_comes_before_findings() => Assert.That(Verdicts.Of(Empty with { Items = [Item], Doubts = [Doubt] }), Is.EqualTo(ExitCode.Unsure));

    [Test]
    public void A_dry_run_ends_as_its_plan() =>
        Assert.That(Verdicts.Of(Clean(run: null, Empty with { Items = [Item] })), Is.EqualTo(ExitCode.Found));

    [Test]
    public void A_sweep_that_removed_something_is_done() =>
        Assert.That(Verdicts.Of(Clean("run", Empty) with { Quarantined = new AmountDocument(1, 1) }), Is.EqualTo(ExitCode.Done));

    [Test]
    public void A_sweep_in_which_one_item_failed_is_incomplete()
    {
        var clean = Clean("run", Empty) with
        {
            Quarantined = new AmountDocument(1, 1),
            Outcomes = [new OutcomeDocument("layers", "a", "overlay2/a", 1, "Failed", "EIO")],
        };

        Assert.That(Verdicts.Of(clean), Is.EqualTo(ExitCode.Incomplete));
    }

    [Test]
    public void A_sweep_that_ended_early_is_incomplete() =>
        Assert.That(Verdicts.Of(Clean("run", Empty) with { Ended = "the engine was restarted" }), Is.EqualTo(ExitCode.Incomplete));

    private static CleanDocument Clean(string? run, PlanDocument plan) => new(run, plan, new AmountDocument(0, 0), new AmountDocument(0, 0), null, []);
}
