using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>The output of <c>quarantine evict</c>.</summary>
/// <param name="IsDryRun">Nothing was deleted.</param>
/// <param name="Outcomes">One entry per item.</param>
/// <param name="Deleted">The deleted items with their planned sizes.</param>
/// <param name="ReclaimedBytes">By how much free space grew meanwhile; other writers affect this figure.</param>
public sealed record EvictionDocument(
    bool IsDryRun,
    ImmutableArray<OutcomeDocument> Outcomes,
    AmountDocument Deleted,
    long ReclaimedBytes
);
