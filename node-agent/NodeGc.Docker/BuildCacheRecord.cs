using System.Text.Json.Serialization;

namespace NodeGc.Docker;

/// <summary>One record of BuildKit's cache.</summary>
public sealed record BuildCacheRecord
{
    /// <summary>25 characters; also the name of the record's layer directory while it has one of its own.</summary>
    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    /// <summary>Up to API 1.41, which always writes it, empty for none.</summary>
    public string? Parent { get; init; }

    /// <summary>
    /// Since API 1.42, under a key with a leading space, as in the engine's source. Omitted for none, so that the
    /// absence of this key means that there are no parents.
    /// </summary>
    [JsonPropertyName(" Parents")]
    public IReadOnlyList<string>? ParentsWithSpace { get; init; }

    /// <summary>As spelled in the API documentation; no tested engine uses it.</summary>
    [JsonPropertyName("Parents")]
    public IReadOnlyList<string>? ParentsAsDocumented { get; init; }

    /// <summary>IDs of the parent records, from whichever field the engine uses.</summary>
    [JsonIgnore]
    public IEnumerable<string> Parents =>
        (ParentsWithSpace ?? [])
            .Concat(ParentsAsDocumented ?? [])
            .Append(Parent)
            .OfType<string>()
            .Where(id => id.Length > 0);

    /// <summary>In use by a build.</summary>
    public required bool InUse { get; init; }

    /// <summary>Also part of an image, where its bytes are counted.</summary>
    public required bool Shared { get; init; }

    public required DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Null until a build uses it a second time.</summary>
    public required DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }
}
