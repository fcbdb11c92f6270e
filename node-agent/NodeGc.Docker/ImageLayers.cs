using System.Diagnostics.CodeAnalysis;

namespace NodeGc.Docker;

/// <summary>The layers of an image.</summary>
public sealed record ImageLayers
{
    public required string Type { get; init; }

    /// <summary>DiffIDs, base first; omitted by the engine for an image without layers.</summary>
    [AllowNull]
    public IReadOnlyList<string> Layers
    {
        get;
        init => field = value ?? [];
    } = [];
}
