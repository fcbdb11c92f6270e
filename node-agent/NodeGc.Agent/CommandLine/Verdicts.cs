using System.Collections.Immutable;
using NodeGc.Agent.Reports;

namespace NodeGc.Agent.CommandLine;

/// <summary>The exit code that a report calls for. Doubt comes first: whoever automates this must not take "unsure" for
/// "clean".</summary>
internal static class Verdicts
{
    public static ExitCode Of(ImmutableArray<DoubtDocument> doubts) =>
        AreUnsure(doubts) ? ExitCode.Unsure : ExitCode.Nothing;

    public static ExitCode Of(ScanDocument scan) =>
        AreUnsure(scan.Doubts) ? ExitCode.Unsure
        : scan.Garbage.IsEmpty ? ExitCode.Nothing
        : ExitCode.Found;

    /// <summary>What is held is garbage that is still there, like what would be removed.</summary>
    public static ExitCode Of(PlanDocument plan) =>
        AreUnsure(plan.Doubts) ? ExitCode.Unsure
        : plan.Items.IsEmpty && plan.Held.IsEmpty ? ExitCode.Nothing
        : ExitCode.Found;

    public static ExitCode Of(CleanDocument clean) =>
        clean.Run is null ? Of(clean.Plan)
        : clean.Ended is not null || clean.Outcomes.Any(outcome => outcome.Outcome == "Failed") ? ExitCode.Incomplete
        : AreUnsure(clean.Plan.Doubts) ? ExitCode.Unsure
        : clean.Quarantined.Items + clean.Reclaimed.Items > 0 ? ExitCode.Done
        : clean.Plan.Held.IsEmpty && clean.Outcomes.All(IsGarbageNoMore) ? ExitCode.Nothing
        : ExitCode.Found;

    /// <summary>One that could not be explained for certain: something was not understood that could own it.</summary>
    public static ExitCode Of(IEnumerable<ExplainDocument> explanations) =>
        explanations.Any(explanation => explanation.Verdict == "unsure") ? ExitCode.Unsure : ExitCode.Nothing;

    public static ExitCode Of(RestoreDocument restore) =>
        restore.Items.IsEmpty ? ExitCode.Nothing
        : restore.Items.Any(item => item.Outcome == "Failed") ? ExitCode.Incomplete
        : ExitCode.Done;

    public static ExitCode Of(QuarantineDocument quarantine) =>
        quarantine.Items.IsEmpty ? ExitCode.Nothing : ExitCode.Found;

    public static ExitCode Of(EvictionDocument eviction) =>
        eviction.Outcomes.IsEmpty ? ExitCode.Nothing
        : eviction.IsDryRun ? ExitCode.Found
        : eviction.Outcomes.Any(outcome => outcome.Outcome == "Failed") ? ExitCode.Incomplete
        : ExitCode.Done;

    /// <summary>It was garbage when it was planned, and is not any more.</summary>
    private static bool IsGarbageNoMore(OutcomeDocument outcome) =>
        outcome.Outcome is "NowInUse" or "Changed" or "InUse";

    /// <summary>What is not judged at all makes nothing that was judged unsure.</summary>
    private static bool AreUnsure(ImmutableArray<DoubtDocument> doubts) => doubts.Any(doubt => !doubt.IsNote);
}
