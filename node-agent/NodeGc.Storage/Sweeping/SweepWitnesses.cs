using System.Collections.Immutable;
using NodeGc.Collector.Planning;

namespace NodeGc.Storage.Sweeping;

/// <summary>How the witnesses are asked again during a sweep. An exception counts as no answer: the run ends and
/// nothing more goes.</summary>
/// <param name="BeforeMove">All witnesses, directly before a small batch is moved.</param>
/// <param name="AfterMove">The kernel, directly after: mounts or open files that name an item now. What it names is put
/// back.</param>
public sealed record SweepWitnesses(
    Func<ImmutableArray<PlanItem>, CancellationToken, Task<SecondLook>> BeforeMove,
    Func<ImmutableArray<PlanItem>, CancellationToken, Task<SecondLook>> AfterMove
);
