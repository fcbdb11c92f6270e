using System.Collections.Immutable;
using NodeGc.Agent.Reports;

namespace NodeGc.Agent.CommandLine;

/// <summary>The exit code that a report calls for. Doubt comes first: whoever automates this must not take "unsure" for "clean".</summary>
internal static class Verdicts
{
    public static ExitCode Of(ImmutableArray<DoubtDocument> doubts) => doubts.IsEmpty ? ExitCode.Nothing : ExitCode.Unsure;

    public static ExitCode Of(ScanDocument scan) =>
        !scan.Doubts.IsEmpty ? ExitCode.Unsure : scan.Garbage.IsEmpty ? ExitCode.Nothing : ExitCode.Found;

    public static ExitCode Of(PlanDocument plan) =>
        !plan.Doubts.IsEmpty ? ExitCode.Unsure : plan.Items.IsEmpty ? ExitCode.Nothing : ExitCode.Found;

    public static ExitCode Of(CleanDocument clean) =>
        clean.Run is null ? Of(clean.Plan)
        : clean.Ended is not null || clean.Outcomes.Any(outcome => outcome.Outcome == "Failed") ? ExitCode.Incomplete
        : !clean.Plan.Doubts.IsEmpty ? ExitCode.Unsure
        : clean.Quarantined.Items + clean.Reclaimed.Items > 0 ? ExitCode.Done : ExitCode.Nothing;

    public static ExitCode Of(RestoreDocument restore) =>
        restore.Items.IsEmpty ? ExitCode.Nothing
        : restore.Items.Any(item => item.Outcome == "Failed") ? ExitCode.Incomplete : ExitCode.Done;

    public static ExitCode Of(QuarantineDocument quarantine) => quarantine.Items.IsEmpty ? ExitCode.Nothing : ExitCode.Found;

    public static ExitCode Of(EvictionDocument eviction) =>
        eviction.Outcomes.IsEmpty ? ExitCode.Nothing
        : eviction.IsDryRun ? ExitCode.Found
        : eviction.Outcomes.Any(outcome => outcome.Outcome == "Failed") ? ExitCode.Incomplete : ExitCode.Done;
}
