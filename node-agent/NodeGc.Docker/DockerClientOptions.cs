namespace NodeGc.Docker;

/// <summary>Where the engine listens, and its timeouts.</summary>
public sealed record DockerClientOptions
{
    /// <summary>Path of the engine's unix socket, absolute.</summary>
    public string SocketPath { get; init; } = "/var/run/docker.sock";

    /// <summary>Timeout without data, before the response and between two parts of it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>As <see cref="Timeout"/>, for disk usage: before API 1.42 the engine walks every volume for
    /// it.</summary>
    public TimeSpan DiskUsageTimeout { get; init; } = TimeSpan.FromMinutes(10);
}
