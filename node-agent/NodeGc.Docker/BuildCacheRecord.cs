using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NodeGc.Docker;

/// <summary>One record of BuildKit's cache.</summary>
public sealed record BuildCacheRecord
{
    /// <summary>25 characters; also the name of the record's layer directory while it has one of its own.</summary>
    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    /// <summary>Up to API 1.41.</summary>
    public string? Parent { get; init; }

    /// <summary>Since API 1.42.</summary>
    [AllowNull]
    public IReadOnlyList<string> Parents { get; init => field = value ?? []; } = [];

    /// <summary>A build uses it at this moment.</summary>
    public bool InUse { get; init; }

    /// <summary>Also part of an image: its bytes are counted there.</summary>
    public bool Shared { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Null until a build uses it a second time.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }
}
