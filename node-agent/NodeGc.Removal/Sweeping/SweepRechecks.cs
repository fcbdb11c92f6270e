using System.Collections.Immutable;
using NodeGc.Collector.Planning;

namespace NodeGc.Removal.Sweeping;

/// <summary>How the evidence is checked again during a sweep. After an exception the run ends and nothing more is
/// removed.</summary>
/// <param name="BeforeMove">Checks all evidence, directly before a small batch is moved.</param>
/// <param name="AfterMove">Checks the kernel directly after: mounts or open files that refer to an item now. Such items
/// are moved back.</param>
public sealed record SweepRechecks(
    Func<ImmutableArray<PlanItem>, CancellationToken, Task<RecheckResult>> BeforeMove,
    Func<ImmutableArray<PlanItem>, CancellationToken, Task<RecheckResult>> AfterMove
);
