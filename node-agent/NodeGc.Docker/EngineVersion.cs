using System.Text.Json.Serialization;

namespace NodeGc.Docker;

/// <summary>Response of <c>GET /version</c>, the one call that every engine answers without a version prefix.</summary>
public sealed record EngineVersion
{
    /// <summary>The newest API version that the engine supports, such as <c>1.41</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The oldest that it accepts; null before Docker 1.13, which accepts all.</summary>
    [JsonPropertyName("MinAPIVersion")]
    public string? MinApiVersion { get; init; }

    /// <summary>The engine's release, such as <c>20.10.24</c>.</summary>
    public string? Version { get; init; }
}
