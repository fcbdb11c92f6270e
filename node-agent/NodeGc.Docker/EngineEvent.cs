using System.Text.Json.Serialization;

namespace NodeGc.Docker;

/// <summary>Something that happened in the engine.</summary>
public sealed record EngineEvent
{
    /// <summary><c>container</c>, <c>image</c>, <c>volume</c>, <c>builder</c>…; null before API 1.22.</summary>
    public string? Type { get; init; }

    public string? Action { get; init; }

    public EventActor? Actor { get; init; }

    /// <summary>Nanoseconds since 1970; 0 on engines that report only seconds.</summary>
    [JsonPropertyName("timeNano")]
    public long TimeNano { get; init; }
}
