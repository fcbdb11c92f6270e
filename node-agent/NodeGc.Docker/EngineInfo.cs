using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NodeGc.Docker;

/// <summary>Response of <c>GET /info</c>, reduced to where and how the engine stores data.</summary>
public sealed record EngineInfo
{
    /// <summary>Null on engines before API 1.20.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>The effective data root: symbolic links resolved, user namespace suffix included.</summary>
    public required string DockerRootDir { get; init; }

    /// <summary>Storage driver or, with the containerd image store, snapshotter.</summary>
    public required string Driver { get; init; }

    /// <summary>
    /// Key-value pairs such as <c>["driver-type", "io.containerd.snapshotter.v1"]</c>. For drivers without status, such
    /// as vfs, the engine writes null.
    /// </summary>
    [AllowNull]
    public required IReadOnlyList<IReadOnlyList<string>> DriverStatus
    {
        get;
        init => field = value ?? [];
    }

    /// <summary>Whether images are stored by containerd rather than by a storage driver of the engine.</summary>
    [JsonIgnore]
    public bool UsesContainerdStore =>
        DriverStatus.Any(pair => pair is ["driver-type", "io.containerd.snapshotter.v1"]);
}
