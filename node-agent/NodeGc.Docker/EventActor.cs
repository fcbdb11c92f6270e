using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NodeGc.Docker;

/// <summary>What an event happened to.</summary>
public sealed record EventActor
{
    /// <summary>Container or image ID, volume name.</summary>
    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    [AllowNull]
    public IReadOnlyDictionary<string, string> Attributes
    {
        get;
        init => field = value ?? EmptyMap.Instance;
    } = EmptyMap.Instance;
}
