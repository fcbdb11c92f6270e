using System.Diagnostics.CodeAnalysis;

namespace NodeGc.Docker;

/// <summary>Answer of <c>GET /containers/{id}/json</c>.</summary>
public sealed record ContainerDetails
{
    public required string Id { get; init; }

    /// <summary>Its name, with a slash in front.</summary>
    public string? Name { get; init; }

    /// <summary>ID of the image it was made from (<c>sha256:…</c> since API 1.22).</summary>
    public required string Image { get; init; }

    /// <summary>The storage driver that holds its layers; empty for very old containers.</summary>
    public string? Driver { get; init; }

    public required ContainerState State { get; init; }

    public GraphDriver? GraphDriver { get; init; }

    [AllowNull]
    public IReadOnlyList<MountPoint> Mounts { get; init => field = value ?? []; } = [];

    public DateTimeOffset? Created { get; init; }
}
