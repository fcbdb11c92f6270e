using System.Collections.Concurrent;

namespace NodeGc.Operator.Orders;

/// <summary>Remembers the plans of a run for a moment: while an approval is handed out, each node asks for the plans of
/// all.</summary>
/// <remarks>A plan that is a moment old does no harm: the agent carries out an approved plan only if it is the one that
/// it has stored.</remarks>
internal sealed class PlansCache(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, Entry> known = new(StringComparer.Ordinal);

    /// <summary>The plans of this cleanup, under this approval; collected if they are unknown or too old.</summary>
    public Lazy<RunPlans> Find(ActiveCleanup cleanup, Func<RunPlans> collect)
    {
        var (run, approval, now) = (cleanup.Order.RunId, cleanup.Approval.Digest, time.GetTimestamp());
        var entry = known.GetValueOrDefault(cleanup.Order.Cleanup);
        if (
            entry is not null
            && (entry.Run, entry.Approval) == (run, approval)
            && time.GetElapsedTime(entry.Since, now) < Lifetime
        )
            return entry.Plans;
        var plans = new Lazy<RunPlans>(collect);
        known[cleanup.Order.Cleanup] = new Entry(run, approval, now, plans);
        return plans;
    }

    private sealed record Entry(string Run, string? Approval, long Since, Lazy<RunPlans> Plans);
}
