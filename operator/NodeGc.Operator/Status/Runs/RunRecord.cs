using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;

namespace NodeGc.Operator.Status.Runs;

/// <summary>Keeps the finished part of a run when the nodes that finished it leave. Pure.</summary>
/// <remarks>
/// Nothing else is left of a node that is gone, so these figures never decrease: nodes that succeeded or failed, bytes
/// quarantined and reclaimed; and the estimates, once the run is complete. If one node leaves and another finishes
/// between two updates, the larger figure is kept, not the sum (docs/decisions/0033).
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

    /// <param name="before">The run in the last status; null if it starts now.</param>
    /// <param name="now">The sum of the nodes that are there now.</param>
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
                    .Select(name =>
                        Keep(before.CompletionTime is not null, Find(before.ByClass, name), Find(now, name))
                    ),
            ];

    private static ClassTotals Keep(bool all, ClassTotals before, ClassTotals now) =>
        now with
        {
            Reclaimable = all ? Max(before.Reclaimable, now.Reclaimable) : now.Reclaimable,
            Held = all ? Max(before.Held, now.Held) : now.Held,
            Quarantined = Max(before.Quarantined, now.Quarantined),
            Reclaimed = Max(before.Reclaimed, now.Reclaimed),
        };

    private static ClassTotals Find(ImmutableArray<ClassTotals> all, CollectedClass name) =>
        all.FirstOrDefault(totals => totals.Class == name) ?? new ClassTotals { Class = name };

    private static Tally Max(Tally first, Tally second) =>
        new() { Items = Math.Max(first.Items, second.Items), Bytes = Math.Max(first.Bytes, second.Bytes) };
}
