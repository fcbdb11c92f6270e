using System.Diagnostics.CodeAnalysis;

namespace NodeGc.Docker;

/// <summary>Where the storage driver keeps an image or a container.</summary>
public sealed record GraphDriver
{
    public required string Name { get; init; }

    /// <summary>
    /// For overlay2 <c>LowerDir</c> (colon-separated), <c>UpperDir</c>, <c>MergedDir</c>, <c>WorkDir</c>, absolute;
    /// empty for drivers that say nothing, such as vfs, and for an image without layers: for these the engine writes
    /// null.
    /// </summary>
    [AllowNull]
    public required IReadOnlyDictionary<string, string> Data
    {
        get;
        init => field = value ?? EmptyMap.Instance;
    }
}
