using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>What <c>quarantine evict</c> prints.</summary>
/// <param name="IsDryRun">Nothing was touched.</param>
/// <param name="Outcomes">One line per item.</param>
/// <param name="Deleted">What is gone for good, in its planned sizes.</param>
/// <param name="ReclaimedBytes">By how much the filesystem's free space grew meanwhile; other writers blur it.</param>
public sealed record EvictionDocument(
    bool IsDryRun,
    ImmutableArray<OutcomeDocument> Outcomes,
    AmountDocument Deleted,
    long ReclaimedBytes
);
