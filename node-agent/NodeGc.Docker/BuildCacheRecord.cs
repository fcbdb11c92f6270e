using System.Text.Json.Serialization;

namespace NodeGc.Docker;

/// <summary>One record of BuildKit's cache.</summary>
public sealed record BuildCacheRecord
{
    /// <summary>25 characters; also the name of the record's layer directory while it has one of its own.</summary>
    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    /// <summary>Up to API 1.41, which always writes it, empty where there is none.</summary>
    public string? Parent { get; init; }

    /// <summary>
    /// Since API 1.42, and under a key that begins with a space: so it stands in the engine's source. Left out where
    /// there is none, so that the absence of this one key means what it says.
    /// </summary>
    [JsonPropertyName(" Parents")]
    public IReadOnlyList<string>? ParentsWithSpace { get; init; }

    /// <summary>As the API's documentation spells it; no engine that was tried does.</summary>
    [JsonPropertyName("Parents")]
    public IReadOnlyList<string>? ParentsAsDocumented { get; init; }

    /// <summary>IDs of the records that it stands on, whichever way the engine tells them.</summary>
    [JsonIgnore]
    public IEnumerable<string> Parents =>
        (ParentsWithSpace ?? [])
            .Concat(ParentsAsDocumented ?? [])
            .Append(Parent)
            .OfType<string>()
            .Where(id => id.Length > 0);

    /// <summary>A build uses it at this moment.</summary>
    public required bool InUse { get; init; }

    /// <summary>Also part of an image: its bytes are counted there.</summary>
    public required bool Shared { get; init; }

    public required DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Null until a build uses it a second time.</summary>
    public required DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }
}
