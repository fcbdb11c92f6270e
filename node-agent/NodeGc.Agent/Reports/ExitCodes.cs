using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>The exit code of each report. Uncertainty comes first: automation must not mistake "unsure" for
/// "clean".</summary>
internal static class ExitCodes
{
    public static ExitCode For(ImmutableArray<DoubtDocument> doubts) =>
        AreUnsure(doubts) ? ExitCode.Unsure : ExitCode.Nothing;

    public static ExitCode For(ScanDocument scan) =>
        AreUnsure(scan.Doubts) ? ExitCode.Unsure
        : scan.Garbage.IsEmpty ? ExitCode.Nothing
        : ExitCode.Found;

    /// <summary>Held items are garbage that is still there, like those that would be removed.</summary>
    public static ExitCode For(PlanDocument plan) =>
        AreUnsure(plan.Doubts) ? ExitCode.Unsure
        : plan.Items.IsEmpty && plan.Held.IsEmpty ? ExitCode.Nothing
        : ExitCode.Found;

    public static ExitCode For(CleanDocument clean) =>
        clean.Run is null ? For(clean.Plan)
        : clean.Ended is not null || clean.Outcomes.Any(outcome => outcome.Outcome == "Failed") ? ExitCode.Incomplete
        : AreUnsure(clean.Plan.Doubts) ? ExitCode.Unsure
        : clean.Quarantined.Items + clean.Reclaimed.Items > 0 ? ExitCode.Done
        : clean.Plan.Held.IsEmpty && clean.Outcomes.All(IsGarbageNoMore) ? ExitCode.Nothing
        : ExitCode.Found;

    /// <summary>Unsure if any explanation is uncertain because something that could not be understood may own the
    /// item.</summary>
    public static ExitCode For(IEnumerable<ExplainDocument> explanations) =>
        explanations.Any(explanation => explanation.Verdict == "unsure") ? ExitCode.Unsure : ExitCode.Nothing;

    public static ExitCode For(RestoreDocument restore) =>
        restore.Items.IsEmpty ? ExitCode.Nothing
        : restore.Items.Any(item => item.Outcome == "Failed") ? ExitCode.Incomplete
        : ExitCode.Done;

    public static ExitCode For(QuarantineDocument quarantine) =>
        quarantine.Items.IsEmpty ? ExitCode.Nothing : ExitCode.Found;

    public static ExitCode For(EvictionDocument eviction) =>
        eviction.Outcomes.IsEmpty ? ExitCode.Nothing
        : eviction.IsDryRun ? ExitCode.Found
        : eviction.Outcomes.Any(outcome => outcome.Outcome == "Failed") ? ExitCode.Incomplete
        : ExitCode.Done;

    /// <summary>It was garbage when planned, and no longer is.</summary>
    private static bool IsGarbageNoMore(OutcomeDocument outcome) =>
        outcome.Outcome is OutcomeText.NowInUse or OutcomeText.Changed or OutcomeText.InUse;

    /// <summary>Notes about what is not checked at all do not make the rest uncertain.</summary>
    private static bool AreUnsure(ImmutableArray<DoubtDocument> doubts) => doubts.Any(doubt => !doubt.IsNote);
}
