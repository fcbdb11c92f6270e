using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Api.Json;
using NodeGc.Operator.Status.Events;

namespace NodeGc.Operator.Status.Notifications;

/// <summary>Keeps the notifications of a cleanup in its status until they are delivered. Pure.</summary>
/// <remarks>What happened and the notification about it are in one write: whichever operator runs next finds both, or
/// neither.</remarks>
internal static class NotificationOutbox
{
    private const int HashBytes = 12;

    /// <summary>More than 20 notifications with usual messages, and several with any message.</summary>
    private const int MaxBytes = 15_000;

    /// <summary>The pending notifications of a new status.</summary>
    /// <param name="cleanup">With the status before.</param>
    /// <param name="after">The new status, except for these.</param>
    /// <param name="facts">Null if no notifications are configured.</param>
    /// <param name="now">When it happens.</param>
    public static ImmutableArray<PendingNotification> Update(
        NodeStorageCleanup cleanup,
        NodeStorageCleanupStatus after,
        NotificationFacts? facts,
        DateTimeOffset now
    )
    {
        if (facts is null)
            return [];
        var pending = (cleanup.Status?.PendingNotifications ?? []).Where(one => !facts.IsHandled(one.Id));
        var added = CleanupTransitions
            .Between(cleanup.Status, after)
            .Select(change => change.Notification)
            .OfType<NotificationContent>()
            .Where(content => facts.Types.Contains(content.Type))
            .Select(content => Create(cleanup, content, now));
        return Bound([.. pending.Concat(added).DistinctBy(one => one.Id)]);
    }

    /// <summary>Drops the oldest, so that the status stays small whatever nodes and specs say.</summary>
    private static ImmutableArray<PendingNotification> Bound(ImmutableArray<PendingNotification> all)
    {
        var (kept, bytes) = (0, 0);
        foreach (var one in all.Reverse().Take(NodeStorageCleanupStatus.MaxPendingNotifications))
        {
            bytes += JsonSerializer.SerializeToUtf8Bytes(one, ApiJsonContext.Default.PendingNotification).Length;
            if (bytes > MaxBytes)
                break;
            kept++;
        }
        return [.. all.TakeLast(kept)];
    }

    private static PendingNotification Create(
        NodeStorageCleanup cleanup,
        NotificationContent content,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = Identify(cleanup, content, now),
            Type = content.Type,
            Time = now,
            Reason = content.Reason,
            Message = ShortText.Truncate(content.Message, PendingNotification.MaxMessageLength),
            RunId = content.RunId,
        };

    // The second is in it because a cleanup can be stalled twice by the same cause.
    private static string Identify(NodeStorageCleanup cleanup, NotificationContent content, DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var text = $"{cleanup.Metadata.Uid}\n{content.Type}\n{content.RunId}\n{content.Reason}\n{second}";
        return $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes))}";
    }
}
