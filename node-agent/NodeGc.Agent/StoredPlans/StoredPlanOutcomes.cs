using NodeGc.Collector.Planning;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Sweeping;

namespace NodeGc.Agent.StoredPlans;

/// <summary>The outcomes of items of a stored plan that are no longer removed.</summary>
internal static class StoredPlanOutcomes
{
    /// <param name="item">The item.</param>
    /// <param name="verdict">Why it is not removed.</param>
    /// <param name="moved">What the same run quarantined from its path earlier; null if nothing.</param>
    public static ItemOutcome For(PlanItem item, ItemVerdict verdict, QuarantinedItem? moved) =>
        verdict switch
        {
            ItemVerdict.Gone when item.Place is { } place && moved?.Fingerprint == place.Fingerprint =>
                new ItemOutcome.Quarantined(moved.Place, moved.ExpiresAt),
            ItemVerdict.NowInUse alive => new ItemOutcome.NowInUse(alive.Reason),
            ItemVerdict.Gone or ItemVerdict.Replaced => new ItemOutcome.Changed(null),
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "the item can be removed"),
        };
}
