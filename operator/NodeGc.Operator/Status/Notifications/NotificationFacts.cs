using System.Collections.Frozen;
using NodeGc.Api.Cleanups;

namespace NodeGc.Operator.Status.Notifications;

/// <summary>What the pending notifications of a cleanup depend on.</summary>
/// <param name="Types">Those that are wanted.</param>
/// <param name="IsHandled">Whether the notification with an id was delivered, or given up.</param>
internal sealed record NotificationFacts(FrozenSet<NotificationType> Types, Func<string, bool> IsHandled);
