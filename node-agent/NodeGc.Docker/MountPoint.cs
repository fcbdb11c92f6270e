namespace NodeGc.Docker;

/// <summary>Something mounted into a container.</summary>
public sealed record MountPoint
{
    /// <summary><c>volume</c>, <c>bind</c>, <c>tmpfs</c>…; null before API 1.23.</summary>
    public string? Type { get; init; }

    /// <summary>The volume's name; left out for other types.</summary>
    public string? Name { get; init; }

    /// <summary>Host path; empty for an anonymous volume of a stopped container.</summary>
    public string? Source { get; init; }

    public string? Driver { get; init; }
}
