using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NodeGc.Docker;

/// <summary>Answer of <c>GET /info</c>, as far as it says where and how the engine stores things.</summary>
public sealed record EngineInfo
{
    /// <summary>Null on engines before API 1.20.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>The effective data root: symbolic links resolved, user namespace suffix included.</summary>
    public required string DockerRootDir { get; init; }

    /// <summary>Storage driver or, with the containerd image store, snapshotter.</summary>
    public required string Driver { get; init; }

    /// <summary>
    /// Pairs of words, such as <c>["driver-type", "io.containerd.snapshotter.v1"]</c>. Drivers that have nothing to
    /// say, such as vfs, make the engine write null.
    /// </summary>
    [AllowNull]
    public required IReadOnlyList<IReadOnlyList<string>> DriverStatus
    {
        get;
        init => field = value ?? [];
    }

    /// <summary>Containers go on while the daemon is away.</summary>
    public bool LiveRestoreEnabled { get; init; }

    /// <summary>Whether images are kept by containerd rather than by a storage driver of the engine.</summary>
    [JsonIgnore]
    public bool UsesContainerdStore =>
        DriverStatus.Any(pair => pair is ["driver-type", "io.containerd.snapshotter.v1"]);
}
