using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Events;

namespace NodeGc.Operator.Status.Events;

/// <summary>Something that happened to a cleanup between two statuses.</summary>
/// <param name="Note">The event about it.</param>
internal sealed record CleanupTransition(EventNote Note)
{
    /// <summary>The notification about it; null if there is none.</summary>
    public NotificationContent? Notification { get; private init; }

    /// <summary>The same, with a notification that has the text of the event.</summary>
    public CleanupTransition Notifying(NotificationType type, string reason, string? run) =>
        this with
        {
            Notification = new NotificationContent(type, reason, Note.Message, run),
        };
}
