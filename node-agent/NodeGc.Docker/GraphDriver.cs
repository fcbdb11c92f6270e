using System.Diagnostics.CodeAnalysis;

namespace NodeGc.Docker;

/// <summary>Where the storage driver stores an image or a container.</summary>
public sealed record GraphDriver
{
    public required string Name { get; init; }

    /// <summary>
    /// For overlay2 <c>LowerDir</c> (colon-separated), <c>UpperDir</c>, <c>MergedDir</c>, <c>WorkDir</c>, absolute;
    /// empty for drivers without data, such as vfs, and for images without layers, for which the engine writes null.
    /// </summary>
    [AllowNull]
    public required IReadOnlyDictionary<string, string> Data
    {
        get;
        init => field = value ?? EmptyMap.Instance;
    }
}
