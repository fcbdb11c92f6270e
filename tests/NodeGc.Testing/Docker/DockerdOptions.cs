namespace NodeGc.Testing.Docker;

/// <summary>How a private daemon differs from the usual one.</summary>
public sealed record DockerdOptions
{
    public DockerRelease Release { get; init; } = DockerRelease.Docker20;

    public string StorageDriver { get; init; } = "overlay2";

    /// <summary>Relative to the daemon's folder, or absolute.</summary>
    public string DataRoot { get; init; } = "data";

    public IReadOnlyList<string> ExtraArguments { get; init; } = [];
}
