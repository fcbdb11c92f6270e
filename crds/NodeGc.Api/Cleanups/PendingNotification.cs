using System.Text.Json.Serialization;

namespace NodeGc.Api.Cleanups;

/// <summary>A notification that is not delivered yet. It is stored in the same write as what it is about, so that none
/// is lost.</summary>
public sealed record PendingNotification
{
    /// <summary>Maximum length of <see cref="Message"/>.</summary>
    public const int MaxMessageLength = 512;

    /// <summary>Follows from what happened. It does not change if the notification is delivered again.</summary>
    public required string Id { get; init; }

    public required NotificationType Type { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>One word for programs: a reason of a condition, as a rule.</summary>
    public required string Reason { get; init; }

    /// <summary>A sentence for people.</summary>
    public required string Message { get; init; }

    /// <summary>The run that it is about; null if it is about none.</summary>
    [JsonPropertyName("runID")]
    public string? RunId { get; init; }
}
