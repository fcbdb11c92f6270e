namespace NodeGc.Docker;

/// <summary>Where the engine listens and how patient to be with it.</summary>
public sealed record DockerClientOptions
{
    /// <summary>Path of the engine's unix socket, absolute.</summary>
    public string SocketPath { get; init; } = "/var/run/docker.sock";

    /// <summary>The longest silence, before the answer and between two pieces of it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>As <see cref="Timeout"/>, for disk usage: before API 1.42 the engine walks every volume to answer
    /// it.</summary>
    public TimeSpan DiskUsageTimeout { get; init; } = TimeSpan.FromMinutes(10);
}
