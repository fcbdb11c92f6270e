using System.Diagnostics.CodeAnalysis;

namespace NodeGc.Docker;

/// <summary>One volume, as listed, inspected or made.</summary>
public sealed record VolumeDetails
{
    public required string Name { get; init; }

    public required string Driver { get; init; }

    /// <summary>Host path of the data; empty while a plugin has not mounted it.</summary>
    public string? Mountpoint { get; init; }

    /// <summary><c>local</c> or <c>global</c>.</summary>
    public string? Scope { get; init; }

    [AllowNull]
    public IReadOnlyDictionary<string, string> Labels { get; init => field = value ?? EmptyMap.Instance; } = EmptyMap.Instance;

    [AllowNull]
    public IReadOnlyDictionary<string, string> Options { get; init => field = value ?? EmptyMap.Instance; } = EmptyMap.Instance;
}
