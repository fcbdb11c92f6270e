using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NodeGc.Docker;

/// <summary>Response of <c>GET /images/{id}/json</c>.</summary>
public sealed record ImageDetails
{
    public required string Id { get; init; }

    [AllowNull]
    public IReadOnlyList<string> RepoTags
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>References by digest from pulls and pushes, for example <c>app@sha256:…</c>.</summary>
    [AllowNull]
    public IReadOnlyList<string> RepoDigests
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Metadata kept by the engine; null before API 1.29.</summary>
    public ImageMetadata? Metadata { get; init; }

    /// <summary>The image it was built on, if the classic builder recorded one; else empty.</summary>
    public string? Parent { get; init; }

    /// <summary>Null before API 1.21.</summary>
    public GraphDriver? GraphDriver { get; init; }

    /// <summary>Null before API 1.23.</summary>
    [JsonPropertyName("RootFS")]
    public ImageLayers? RootFs { get; init; }
}
