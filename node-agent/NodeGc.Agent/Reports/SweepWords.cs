using NodeGc.Collector;
using NodeGc.Collector.Planning;
using NodeGc.Storage.Sweeping;

namespace NodeGc.Agent.Reports;

/// <summary>The words for what became of an item.</summary>
internal static class SweepWords
{
    /// <summary>As below; of a removed image also how to have it again, since that cannot be undone.</summary>
    public static (string Outcome, string Message) Of(SweptItem swept) =>
        Of(swept.Outcome) is var (outcome, message)
        && swept is { Outcome: ItemOutcome.Deleted, Item.EngineManaged.PullAgain: { IsEmpty: false } names }
            ? (outcome, $"{message}; to have it again, pull {string.Join(" or ", names)}")
        : swept is { Outcome: ItemOutcome.Deleted, Item.Removal: Removal.Unmount } ? (outcome, "unmounted")
        : (outcome, message);

    /// <summary>A constant word for machines and a sentence for people.</summary>
    public static (string Outcome, string Message) Of(ItemOutcome outcome) =>
        outcome switch
        {
            ItemOutcome.Quarantined quarantined => (
                "Quarantined",
                $"can be restored until {Instant.Format(quarantined.ExpiresAt)}"
            ),
            ItemOutcome.Deleted => ("Deleted", "gone from the disk"),
            ItemOutcome.NowInUse alive => ("NowInUse", alive.Reason),
            ItemOutcome.Changed => ("Changed", "it is not the one any more that was planned"),
            ItemOutcome.InUse => ("InUse", "it is in use, says whoever was asked to remove it; it stays"),
            ItemOutcome.Failed failed => ("Failed", failed.Error),
            ItemOutcome.LimitReached limit => ("LimitReached", limit.Limit),
            ItemOutcome.Skipped not => ("Skipped", not.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "not an outcome"),
        };
}
