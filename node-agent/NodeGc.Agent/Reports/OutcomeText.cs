using NodeGc.Collector;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Sweeping;

namespace NodeGc.Agent.Reports;

/// <summary>The outcome of an item as text.</summary>
internal static class OutcomeText
{
    /// <summary>It was garbage when planned, but is referenced now.</summary>
    public const string NowInUse = "NowInUse";

    /// <summary>It is not the same as when it was planned.</summary>
    public const string Changed = "Changed";

    /// <summary>Docker reported that it is in use.</summary>
    public const string InUse = "InUse";

    /// <summary>For a removed image, the message also says how to pull it again, since the removal cannot be
    /// undone.</summary>
    public static (string Outcome, string Message) For(SweptItem swept) =>
        For(swept.Outcome) is var (outcome, message)
        && swept is { Outcome: ItemOutcome.Deleted, Item.EngineManaged.PullAgain: { IsEmpty: false } names }
            ? (outcome, $"{message}; to pull it again: docker pull {string.Join(" or docker pull ", names)}")
        : swept is { Outcome: ItemOutcome.Deleted, Item.Removal: RemovalMethod.Unmount } ? (outcome, "unmounted")
        : (outcome, message);

    /// <summary>Whether the message is too important to be truncated in a table: failures, and how to pull an image
    /// again.</summary>
    public static bool IsShownInFull(SweptItem swept) =>
        swept
            is { Outcome: ItemOutcome.Failed }
                or { Outcome: ItemOutcome.Deleted, Item.EngineManaged.PullAgain.IsEmpty: false };

    /// <summary>A constant word for scripts and a message for users.</summary>
    public static (string Outcome, string Message) For(ItemOutcome outcome) =>
        outcome switch
        {
            ItemOutcome.Quarantined quarantined => (
                "Quarantined",
                $"can be restored until {Instant.Format(quarantined.ExpiresAt)}"
            ),
            ItemOutcome.Deleted => ("Deleted", "permanently deleted"),
            ItemOutcome.NowInUse alive => (NowInUse, alive.Reason),
            ItemOutcome.Changed => (Changed, "changed since the plan was made"),
            ItemOutcome.InUse => (InUse, "in use; not removed"),
            ItemOutcome.Failed failed => ("Failed", failed.Error),
            ItemOutcome.LimitReached limit => ("LimitReached", limit.Limit),
            ItemOutcome.Skipped not => ("Skipped", not.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "not an outcome"),
        };
}
