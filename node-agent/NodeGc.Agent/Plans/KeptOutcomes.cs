using NodeGc.Collector.Planning;
using NodeGc.Storage.Quarantining;
using NodeGc.Storage.Sweeping;

namespace NodeGc.Agent.Plans;

/// <summary>What is said of an item of a kept plan that does not go any more.</summary>
internal static class KeptOutcomes
{
    /// <param name="item">The item.</param>
    /// <param name="verdict">Why it does not go.</param>
    /// <param name="moved">What the same run moved from its place before; null where it moved nothing.</param>
    public static ItemOutcome Of(PlanItem item, ItemVerdict verdict, QuarantinedItem? moved) =>
        verdict switch
        {
            ItemVerdict.Gone when item.Place is { } place && moved?.Fingerprint == place.Fingerprint =>
                new ItemOutcome.Quarantined(moved.Place, moved.ExpiresAt),
            ItemVerdict.NowInUse alive => new ItemOutcome.NowInUse(alive.Reason),
            ItemVerdict.Gone or ItemVerdict.Replaced => new ItemOutcome.Changed(null),
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "it may go"),
        };
}
