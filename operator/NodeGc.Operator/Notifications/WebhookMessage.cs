using System.Text.Json;
using System.Text.Json.Serialization;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Json;

namespace NodeGc.Operator.Notifications;

/// <summary>The body of a notification; docs/notifications.md describes it.</summary>
internal sealed record WebhookMessage
{
    public required NotificationType Type { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>All of it in a line, for chats.</summary>
    public required string Text { get; init; }

    public required NotificationData Data { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, WebhookJsonContext.Default.WebhookMessage);

    /// <param name="cleanup">The cleanup, with its status.</param>
    /// <param name="notification">One of its notifications.</param>
    /// <param name="cluster">Name of the cluster; null if it has none.</param>
    public static WebhookMessage Create(NodeStorageCleanup cleanup, PendingNotification notification, string? cluster)
    {
        var name = cleanup.Metadata.Name ?? "";
        return new()
        {
            Type = notification.Type,
            Timestamp = notification.Time,
            Text = $"[{(cluster is null ? name : $"{cluster}/{name}")}] {notification.Type}: {notification.Message}",
            Data = new NotificationData
            {
                Cluster = cluster,
                Cleanup = new NotificationSubject(name, cleanup.Metadata.Uid),
                Reason = notification.Reason,
                Message = notification.Message,
                Run = FindRun(cleanup.Status, notification.RunId),
            },
        };
    }

    private static NotificationRun? FindRun(NodeStorageCleanupStatus? status, string? id)
    {
        if (id is null)
            return null;
        if (status?.LastRun is { } last && last.Id == id)
            return NotificationRun.Of(last);
        return status?.History.FirstOrDefault(run => run.Id == id) is { } finished
            ? NotificationRun.Of(finished)
            : new NotificationRun { Id = id };
    }
}

/// <summary>What a notification is about.</summary>
internal sealed record NotificationData
{
    /// <summary>Null if the cluster has no name.</summary>
    public string? Cluster { get; init; }

    public required NotificationSubject Cleanup { get; init; }

    /// <summary>One word for programs.</summary>
    public required string Reason { get; init; }

    /// <summary>A sentence for people.</summary>
    public required string Message { get; init; }

    /// <summary>Null if it is not about a run.</summary>
    public NotificationRun? Run { get; init; }
}

/// <summary>A cleanup.</summary>
internal sealed record NotificationSubject(string Name, string? Uid);

/// <summary>A run, as far as its figures are known still.</summary>
internal sealed record NotificationRun
{
    public required string Id { get; init; }

    public CleanupMode? Mode { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? CompletionTime { get; init; }

    /// <summary>Mode Approve: the value to set <c>spec.approvedPlan</c> to.</summary>
    public string? PlanDigest { get; init; }

    public NotificationNodes? Nodes { get; init; }

    public long? ReclaimableBytes { get; init; }

    public long? QuarantinedBytes { get; init; }

    public long? ReclaimedBytes { get; init; }

    public static NotificationRun Of(CleanupRun run) =>
        new()
        {
            Id = run.Id,
            Mode = run.Mode,
            StartTime = run.StartTime,
            CompletionTime = run.CompletionTime,
            PlanDigest = run.PlanDigest,
            Nodes = new(run.Nodes.Succeeded, run.Nodes.Failed, run.Nodes.Skipped),
            ReclaimableBytes = run.Reclaimable.Bytes,
            QuarantinedBytes = run.Quarantined.Bytes,
            ReclaimedBytes = run.Reclaimed.Bytes,
        };

    public static NotificationRun Of(FinishedRun run) =>
        new()
        {
            Id = run.Id,
            Mode = run.Mode,
            StartTime = run.StartTime,
            CompletionTime = run.CompletionTime,
            Nodes = new(run.Succeeded, run.Failed, run.Skipped),
            ReclaimableBytes = run.ReclaimableBytes,
            QuarantinedBytes = run.QuarantinedBytes,
            ReclaimedBytes = run.ReclaimedBytes,
        };
}

/// <summary>Numbers of nodes by outcome.</summary>
internal sealed record NotificationNodes(int Succeeded, int Failed, int Skipped);

/// <summary>Serialization of notifications, as of the objects of the API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(TimeConverter)]
)]
[JsonSerializable(typeof(WebhookMessage))]
internal sealed partial class WebhookJsonContext : JsonSerializerContext;
