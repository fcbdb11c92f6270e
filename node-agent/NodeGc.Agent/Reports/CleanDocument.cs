using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>What <c>clean</c> prints. The figures never mix: planned, moved to the quarantine, gone from the
/// disk.</summary>
/// <param name="Run">The run's name, for <c>restore --run</c>; null for a dry run.</param>
/// <param name="Plan">What was to be carried out.</param>
/// <param name="Quarantined">What can be restored until it expires.</param>
/// <param name="Reclaimed">What is gone for good.</param>
/// <param name="Ended">Why the sweep ended before its plan did; null where it did not.</param>
/// <param name="Outcomes">One line per item; for a dry run of a kept plan those that would stay, else none.</param>
public sealed record CleanDocument(
    string? Run,
    PlanDocument Plan,
    AmountDocument Quarantined,
    AmountDocument Reclaimed,
    string? Ended,
    ImmutableArray<OutcomeDocument> Outcomes
)
{
    /// <summary>What somebody should know although nothing failed.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
