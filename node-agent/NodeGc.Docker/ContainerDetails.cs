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

    /// <summary>Null before API 1.21.</summary>
    public GraphDriver? GraphDriver { get; init; }

    /// <summary>Before API 1.20, and only then, left out: those engines list <c>Volumes</c> instead, which are read
    /// from disk.</summary>
    public IReadOnlyList<MountPoint>? Mounts { get; init; }

    public DateTimeOffset? Created { get; init; }
}
