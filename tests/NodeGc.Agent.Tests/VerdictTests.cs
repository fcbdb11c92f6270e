using System.Collections.Immutable;
using NodeGc.Agent.CommandLine;
using NodeGc.Agent.Reports;

namespace NodeGc.Agent.Tests;

/// <summary>Every exit code that a report can call for. The table in the README says the same.</summary>
internal sealed class VerdictTests
{
    private static readonly StoreDocument Store = new("/data", "overlay2", "20.10.24", true, "ext4", 100, 50, 10, 5);
    private static readonly DoubtDocument Doubt = new("MetadataDamaged", "Layers", "image/overlay2", "garbled");
    private static readonly PlanItemDocument Item = new("layers", "a", "overlay2/a", 1, "Filesystem", "unreferenced");
    private static readonly HeldDocument Held = new("volumes", "v", "volumes/v", 1, "TooYoung", "too young");
    private static readonly AmountDocument None = new(0, 0);
    private static readonly AmountDocument One = new(1, 1);
    private static readonly PlanDocument Empty = new(Store, "sha256:0", None, [], [], 3, [], [], []);
    private static readonly GarbageDocument Garbage = new(
        "layers",
        "a",
        "overlay2/a",
        1,
        DateTimeOffset.UnixEpoch,
        2,
        null
    );
    private static readonly ScanDocument Clear = new(Store, DateTimeOffset.UnixEpoch, [], null, [], [], [], []);
    private static readonly QuarantinedDocument Quarantined = new(
        "run",
        "layers",
        "a",
        "overlay2/a",
        1,
        DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch,
        "unreferenced"
    );

    private static readonly TestCaseData[] Scans =
    [
        new(Clear, ExitCode.Nothing),
        new(Clear with { Garbage = [Garbage] }, ExitCode.Found),
        new(Clear with { Doubts = [Doubt] }, ExitCode.Unsure),
        new(Clear with { Garbage = [Garbage], Doubts = [Doubt] }, ExitCode.Unsure),
    ];

    private static readonly TestCaseData[] Plans =
    [
        new(Empty, ExitCode.Nothing),
        new(Empty with { Items = [Item] }, ExitCode.Found),
        new(Empty with { Held = [Held] }, ExitCode.Found),
        new(Empty with { Items = [Item], Held = [Held] }, ExitCode.Found),
        new(Empty with { Doubts = [Doubt] }, ExitCode.Unsure),
        new(Empty with { Doubts = [Doubt with { IsNote = true }] }, ExitCode.Nothing),
        new(Empty with { Items = [Item], Doubts = [Doubt with { IsNote = true }] }, ExitCode.Found),
        new(Empty with { Items = [Item], Held = [Held], Doubts = [Doubt] }, ExitCode.Unsure),
    ];

    private static readonly TestCaseData[] Sweeps =
    [
        new(Clean(Empty), ExitCode.Nothing),
        new(Clean(Empty with { Held = [Held] }), ExitCode.Found),
        new(Clean(Empty, "NowInUse"), ExitCode.Nothing),
        new(Clean(Empty, "Changed"), ExitCode.Nothing),
        new(Clean(Empty, "InUse"), ExitCode.Nothing),
        new(Clean(Empty, "Skipped"), ExitCode.Found),
        new(Clean(Empty, "Quarantined") with { Quarantined = One }, ExitCode.Done),
        new(Clean(Empty, "Deleted") with { Reclaimed = One }, ExitCode.Done),
        new(Clean(Empty with { Held = [Held] }, "Quarantined") with { Quarantined = One }, ExitCode.Done),
        new(Clean(Empty with { Doubts = [Doubt] }), ExitCode.Unsure),
        new(Clean(Empty with { Doubts = [Doubt] }, "Quarantined") with { Quarantined = One }, ExitCode.Unsure),
        new(Clean(Empty, "Failed", "Quarantined") with { Quarantined = One }, ExitCode.Incomplete),
        new(Clean(Empty with { Doubts = [Doubt] }, "Failed"), ExitCode.Incomplete),
        new(
            Clean(Empty, "LimitReached", "Quarantined") with
            {
                Quarantined = One,
                Ended = "limits.timeout",
            },
            ExitCode.Incomplete
        ),
    ];

    private static readonly TestCaseData[] Restores =
    [
        new(new RestoreDocument([]), ExitCode.Nothing),
        new(new RestoreDocument([Outcome("Restored")]), ExitCode.Done),
        new(new RestoreDocument([Outcome("Restored"), Outcome("Failed")]), ExitCode.Incomplete),
    ];

    private static readonly TestCaseData[] Evictions =
    [
        new(new EvictionDocument(true, [], None, 0), ExitCode.Nothing),
        new(new EvictionDocument(false, [], None, 0), ExitCode.Nothing),
        new(new EvictionDocument(true, [Outcome("Planned")], None, 0), ExitCode.Found),
        new(new EvictionDocument(false, [Outcome("Deleted")], One, 1), ExitCode.Done),
        new(new EvictionDocument(false, [Outcome("Deleted"), Outcome("Failed")], One, 1), ExitCode.Incomplete),
    ];

    [TestCaseSource(nameof(Scans))]
    public void Of_a_scan(ScanDocument scan, ExitCode code) => Assert.That(ExitCodes.For(scan), Is.EqualTo(code));

    [TestCaseSource(nameof(Plans))]
    public void Of_a_plan_and_of_a_dry_run_of_it(PlanDocument plan, ExitCode code)
    {
        Assert.That(ExitCodes.For(plan), Is.EqualTo(code));
        Assert.That(ExitCodes.For(Clean(plan) with { Run = null }), Is.EqualTo(code));
    }

    [TestCaseSource(nameof(Sweeps))]
    public void Of_a_sweep(CleanDocument clean, ExitCode code) => Assert.That(ExitCodes.For(clean), Is.EqualTo(code));

    [TestCaseSource(nameof(Restores))]
    public void Of_a_restore(RestoreDocument restore, ExitCode code) =>
        Assert.That(ExitCodes.For(restore), Is.EqualTo(code));

    [TestCaseSource(nameof(Evictions))]
    public void Of_an_eviction(EvictionDocument eviction, ExitCode code) =>
        Assert.That(ExitCodes.For(eviction), Is.EqualTo(code));

    [Test]
    public void Of_the_quarantine()
    {
        Assert.That(ExitCodes.For(new QuarantineDocument("/data", [], None)), Is.EqualTo(ExitCode.Nothing));
        Assert.That(ExitCodes.For(new QuarantineDocument("/data", [Quarantined], One)), Is.EqualTo(ExitCode.Found));
    }

    [TestCase("live", ExitCode.Nothing)]
    [TestCase("garbage", ExitCode.Nothing)]
    [TestCase("unsure", ExitCode.Unsure)]
    public void Of_an_explanation(string verdict, ExitCode code) =>
        Assert.That(ExitCodes.For([Explained("live"), Explained(verdict)]), Is.EqualTo(code));

    [Test]
    public void Of_images_and_trees()
    {
        Assert.That(ExitCodes.For(ImmutableArray<DoubtDocument>.Empty), Is.EqualTo(ExitCode.Nothing));
        Assert.That(ExitCodes.For(ImmutableArray.Create(Doubt)), Is.EqualTo(ExitCode.Unsure));
    }

    private static CleanDocument Clean(PlanDocument plan, params string[] outcomes) =>
        new("run", plan, None, None, null, [.. outcomes.Select(Outcome)]);

    private static OutcomeDocument Outcome(string outcome) => new("layers", "a", "overlay2/a", 1, outcome, "");

    private static ExplainDocument Explained(string verdict) =>
        new()
        {
            Resource = "layer directory a",
            Kind = "layer directory",
            Id = "a",
            Verdict = verdict,
            Reason = "so",
        };
}
