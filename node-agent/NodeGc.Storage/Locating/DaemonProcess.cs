using System.Collections.Immutable;

namespace NodeGc.Storage.Locating;

/// <summary>A running engine.</summary>
/// <param name="Pid">Its process, as the given proc numbers it.</param>
/// <param name="StartTicks">When it started, in clock ticks since boot: with the number it tells a process from a later
/// one.</param>
/// <param name="StartedAt">The same as a time of day; at most a second too early, never too late.</param>
public sealed record DaemonProcess(int Pid, ulong StartTicks, DateTimeOffset StartedAt)
{
    /// <summary>The effective data root as the daemon itself sees it.</summary>
    public required string DataRoot { get; init; }

    /// <summary>The storage driver it was told to use; null = it chooses.</summary>
    public string? StorageDriver { get; init; }

    /// <summary>Whether it was told to keep images in containerd; null = it chooses.</summary>
    public bool? UsesContainerd { get; init; }

    /// <summary>Where it may listen: paths of unix sockets as we see them, likeliest first.</summary>
    public ImmutableArray<string> Sockets { get; init; } = [];

    /// <summary>The socket of the containerd that it was told to use, as it sees it; null = it uses the system's, or
    /// starts its own.</summary>
    public string? Containerd { get; init; }

    /// <summary>Its run-time state, as it sees it.</summary>
    public string ExecRoot { get; init; } = "/var/run/docker";

    /// <summary>Its pid file, as it sees it.</summary>
    public string PidFile { get; init; } = "/var/run/docker.pid";

    /// <summary>Its program's name, for messages.</summary>
    public string Name { get; init; } = "dockerd";

    /// <summary>It has an engine's files in its data root open: it does not only say that it is one.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>What of its configuration cannot be believed, and why; null where all can.</summary>
    public string? Fault { get; init; }

    /// <summary>Device and inode of its data root; null where there is no such directory.</summary>
    internal (ulong Device, ulong Inode)? Home { get; init; }

    /// <summary>It is the same process, not a later one of the same number.</summary>
    public bool IsSameAs(DaemonProcess? other) =>
        other is not null && (other.Pid, other.StartTicks) == (Pid, StartTicks);
}
