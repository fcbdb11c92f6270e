using NodeGc.Api.Formats;
using NodeGc.Kubernetes.Events;

namespace NodeGc.Operator.Status.Events;

/// <summary>The events of a Node, shown by <c>kubectl describe node</c>. Many components write there, so each reason
/// says that it is about storage.</summary>
internal static class NodeEvents
{
    /// <summary>Leaves room for the rest of the event.</summary>
    private const int MaxCauseLength = 700;

    /// <param name="cleanup">Name of the cleanup.</param>
    /// <param name="run">ID of the run.</param>
    /// <param name="plan">What the agent is about to remove.</param>
    public static EventNote StorageCleanupStarted(string cleanup, string run, string plan) =>
        EventNote.Normal("StorageCleanupStarted", $"Cleanup {cleanup}, run {run}, is removing garbage: {plan}");

    /// <param name="cleanup">Name of the cleanup.</param>
    /// <param name="run">ID of the run.</param>
    /// <param name="result">What the agent removed.</param>
    public static EventNote StorageCleanupCompleted(string cleanup, string run, string result) =>
        EventNote.Normal("StorageCleanupCompleted", $"Cleanup {cleanup}, run {run}, completed: {result}");

    public static EventNote StorageCleanupFailed(string cleanup, string run, string cause) =>
        EventNote.Warning(
            "StorageCleanupFailed",
            $"Cleanup {cleanup}, run {run}, failed: {ShortText.Truncate(cause, MaxCauseLength)}"
        );

    /// <summary>The agent could not verify the order, and did nothing.</summary>
    public static EventNote StorageCleanupRefused(string cleanup, string run, string cause) =>
        EventNote.Warning(
            "StorageCleanupRefused",
            $"The agent refused the order of cleanup {cleanup}, run {run}: {ShortText.Truncate(cause, MaxCauseLength)}"
        );

    /// <summary>The agent keeps what a condition concerns, whatever the cleanups say.</summary>
    /// <param name="node">The node's name.</param>
    /// <param name="condition">Type or reason of the condition.</param>
    /// <param name="message">Its message.</param>
    public static EventNote StorageDeletionPrevented(string node, string condition, string message) =>
        EventNote.Warning(
            "StorageDeletionPrevented",
            $"{condition} prevents deletions: {ShortText.Truncate(message, MaxCauseLength)}; "
                + $"see kubectl describe nst {node}"
        );

    /// <param name="run">ID of the run whose items are back.</param>
    /// <param name="item">The only item that was restored; null for all of the run.</param>
    public static EventNote StorageRestored(string run, string? item) =>
        EventNote.Normal("StorageRestored", $"Restored {item ?? "all items"} of run {run} from the quarantine");

    /// <param name="run">ID of the run.</param>
    /// <param name="item">The only item to restore; null for all of the run.</param>
    /// <param name="cause">Why it, or some of them, could not be restored.</param>
    public static EventNote StorageRestoreFailed(string run, string? item, string cause) =>
        EventNote.Warning(
            "StorageRestoreFailed",
            $"Failed to restore {item ?? "all items"} of run {run}: {ShortText.Truncate(cause, MaxCauseLength)}"
        );
}
