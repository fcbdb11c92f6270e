namespace NodeGc.Docker;

/// <summary>Response of <c>GET /containers/{id}/json</c>.</summary>
public sealed record ContainerDetails
{
    public required string Id { get; init; }

    /// <summary>Its name with a leading slash.</summary>
    public string? Name { get; init; }

    /// <summary>ID of the image it was made from (<c>sha256:…</c> since API 1.22).</summary>
    public required string Image { get; init; }

    /// <summary>The storage driver that holds its layers; empty for very old containers.</summary>
    public string? Driver { get; init; }

    public required ContainerState State { get; init; }

    /// <summary>Null before API 1.21.</summary>
    public GraphDriver? GraphDriver { get; init; }

    /// <summary>Omitted only before API 1.20: those engines list <c>Volumes</c> instead, which are read from
    /// disk.</summary>
    public IReadOnlyList<MountPoint>? Mounts { get; init; }

    public DateTimeOffset? Created { get; init; }
}
