using System.Text.Json.Serialization;

namespace NodeGc.Api.Nodes;

/// <summary>What to restore from the quarantine.</summary>
public sealed record RestoreRequest
{
    [JsonPropertyName("runID")]
    public required string RunId { get; init; }

    /// <summary>Path or name of the only item to restore; null restores the whole run.</summary>
    public string? Item
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? null : value;
    }
}
