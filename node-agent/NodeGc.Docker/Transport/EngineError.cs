using System.Text.Json.Serialization;

namespace NodeGc.Docker.Transport;

/// <summary>Body of an error response since API 1.24.</summary>
internal sealed record EngineError([property: JsonPropertyName("message")] string? Message);
