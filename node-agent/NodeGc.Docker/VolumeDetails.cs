using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NodeGc.Docker;

/// <summary>One volume, as listed, inspected or made.</summary>
public sealed record VolumeDetails
{
    public required string Name { get; init; }

    public required string Driver { get; init; }

    /// <summary>Host path of the data; empty until a plugin has mounted it.</summary>
    public string? Mountpoint { get; init; }

    /// <summary><c>local</c> or <c>global</c>.</summary>
    public string? Scope { get; init; }

    // Not init: the generated reader would set null for a missing field, indistinguishable from an explicit null.
    [AllowNull, JsonInclude]
    public IReadOnlyDictionary<string, string> Labels
    {
        get;
        internal set => field = value ?? EmptyMap.Instance;
    } = EmptyMap.Unsaid;

    [AllowNull, JsonInclude]
    public IReadOnlyDictionary<string, string> Options
    {
        get;
        internal set => field = value ?? EmptyMap.Instance;
    } = EmptyMap.Unsaid;

    /// <summary>Engines write null for none, and omit it only if they are too old to know labels.</summary>
    internal bool HasLabels => Labels != EmptyMap.Unsaid;

    /// <inheritdoc cref="HasLabels"/>
    internal bool HasOptions => Options != EmptyMap.Unsaid;
}
