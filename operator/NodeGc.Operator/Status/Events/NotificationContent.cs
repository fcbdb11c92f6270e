using NodeGc.Api.Cleanups;

namespace NodeGc.Operator.Status.Events;

/// <summary>What a notification says.</summary>
/// <param name="Type">What it is about.</param>
/// <param name="Reason">One word for programs.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="RunId">The run that it is about; null if it is about none.</param>
internal sealed record NotificationContent(NotificationType Type, string Reason, string Message, string? RunId);
