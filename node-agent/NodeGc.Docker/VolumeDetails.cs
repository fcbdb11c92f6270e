using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

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

    // Not init: the compiled reader would put null for what an answer lacks, and that could not be told from a null in
    // it.
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

    /// <summary>Engines write null for none, and leave it out only where they are too old to know labels.</summary>
    internal bool HasLabels => Labels != EmptyMap.Unsaid;

    /// <inheritdoc cref="HasLabels"/>
    internal bool HasOptions => Options != EmptyMap.Unsaid;
}
