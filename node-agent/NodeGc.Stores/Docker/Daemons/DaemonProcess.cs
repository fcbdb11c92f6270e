using System.Collections.Immutable;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>A running engine.</summary>
/// <param name="Pid">Its process id in the given proc.</param>
/// <param name="StartTicks">When it started, in clock ticks since boot: identifies the process together with its
/// id.</param>
/// <param name="StartedAt">The same as a time of day; at most a second too early, never too late.</param>
public sealed record DaemonProcess(int Pid, ulong StartTicks, DateTimeOffset StartedAt)
{
    /// <summary>The effective data root as the daemon itself sees it.</summary>
    public required string DataRoot { get; init; }

    /// <summary>The configured storage driver; null = automatic.</summary>
    public string? StorageDriver { get; init; }

    /// <summary>Whether the containerd image store is configured; null = automatic.</summary>
    public bool? UsesContainerd { get; init; }

    /// <summary>Where it may listen: paths of unix sockets as seen by this process, likeliest first.</summary>
    public ImmutableArray<string> Sockets { get; init; } = [];

    /// <summary>The configured containerd socket, as it sees it; null = the system's, or one that it starts
    /// itself.</summary>
    public string? Containerd { get; init; }

    /// <summary>Its run-time state, as it sees it.</summary>
    public string ExecRoot { get; init; } = "/var/run/docker";

    /// <summary>Its pid file, as it sees it.</summary>
    public string PidFile { get; init; } = "/var/run/docker.pid";

    /// <summary>Its program's name, for messages.</summary>
    public string Name { get; init; } = "dockerd";

    /// <summary>It has an engine's files in its data root open, which proves that it is one.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Which part of its configuration is unreliable, and why; null if none is.</summary>
    public string? Fault { get; init; }

    /// <summary>Device and inode of its data root; null if the directory does not exist.</summary>
    internal (ulong Device, ulong Inode)? Home { get; init; }

    /// <summary>It is the same process, not a later one with the same id.</summary>
    public bool IsSameAs(DaemonProcess? other) =>
        other is not null && (other.Pid, other.StartTicks) == (Pid, StartTicks);
}
