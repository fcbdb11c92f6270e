using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;

namespace NodeGc.Operator.Reporting;

/// <summary>Keeps of a run what is finished, as it was, when the nodes that finished it leave. Pure.</summary>
/// <remarks>
/// Only the run's own record is left of a node that is gone, so what was counted once is never counted down: nodes that
/// succeeded or failed, bytes quarantined and reclaimed; and the estimates, too, once the run is complete. Where a node
/// leaves and another one finishes between two folds, the larger of both is counted, not the sum (docs/decisions/0033).
/// </remarks>
internal static class RunRecord
{
    public static NodeCounts Keep(CleanupRun? before, NodeCounts now)
    {
        if (before is null)
            return now;
        var succeeded = Math.Max(before.Nodes.Succeeded, now.Succeeded);
        var failed = Math.Max(before.Nodes.Failed, now.Failed);
        return now with
        {
            Selected = now.Pending + now.Running + now.Skipped + succeeded + failed,
            Succeeded = succeeded,
            Failed = failed,
        };
    }

    /// <param name="before">The run as it was; null where it begins.</param>
    /// <param name="now">What the nodes say that are there now.</param>
    public static ImmutableArray<ClassTotals> Keep(CleanupRun? before, ImmutableArray<ClassTotals> now) =>
        before is null
            ? now
            :
            [
                .. before
                    .ByClass.Concat(now)
                    .Select(totals => totals.Class)
                    .Distinct()
                    .Order()
                    .Select(one => Keep(before.CompletionTime is not null, Find(before.ByClass, one), Find(now, one))),
            ];

    private static ClassTotals Keep(bool all, ClassTotals before, ClassTotals now) =>
        now with
        {
            Reclaimable = all ? Most(before.Reclaimable, now.Reclaimable) : now.Reclaimable,
            Held = all ? Most(before.Held, now.Held) : now.Held,
            Quarantined = Most(before.Quarantined, now.Quarantined),
            Reclaimed = Most(before.Reclaimed, now.Reclaimed),
        };

    private static ClassTotals Find(ImmutableArray<ClassTotals> all, CollectedClass one) =>
        all.FirstOrDefault(totals => totals.Class == one) ?? new ClassTotals { Class = one };

    private static Tally Most(Tally one, Tally other) =>
        new() { Items = Math.Max(one.Items, other.Items), Bytes = Math.Max(one.Bytes, other.Bytes) };
}
