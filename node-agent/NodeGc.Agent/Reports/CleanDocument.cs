using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>The output of <c>clean</c>. Planned, quarantined and reclaimed amounts are never mixed.</summary>
/// <param name="Run">The run's name, for <c>restore --run</c>; null for a dry run.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Quarantined">Items that can be restored until they expire.</param>
/// <param name="Reclaimed">Items that were permanently deleted.</param>
/// <param name="Ended">Why the sweep stopped early; null if it did not.</param>
/// <param name="Outcomes">One entry per item; for a dry run of a stored plan only the items that would be kept.</param>
public sealed record CleanDocument(
    string? Run,
    PlanDocument Plan,
    AmountDocument Quarantined,
    AmountDocument Reclaimed,
    string? Ended,
    ImmutableArray<OutcomeDocument> Outcomes
)
{
    /// <summary>Remarks that are not failures.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
