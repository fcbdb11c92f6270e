using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>A data root that was found.</summary>
/// <param name="DataRoot">The effective data root as seen by this process: absolute, links resolved.</param>
/// <param name="Device">Its device, <c>major &lt;&lt; 32 | minor</c>.</param>
/// <param name="Inode">Its inode.</param>
/// <param name="Daemon">The engine that uses it; null if none is running.</param>
public sealed record StoreLocation(string DataRoot, ulong Device, ulong Inode, DaemonProcess? Daemon)
{
    /// <summary>The storage driver configured for the running engine or in its configuration file; null =
    /// automatic.</summary>
    public string? ConfiguredDriver { get; init; } = Daemon?.StorageDriver;

    /// <summary>Whether the containerd image store is configured; null = not configured.</summary>
    public bool? ConfiguredContainerd { get; init; } = Daemon?.UsesContainerd;

    /// <summary>Sockets from the engine's configuration file, while its process is not visible.</summary>
    public ImmutableArray<string> ConfiguredSockets { get; init; } = [];

    /// <summary>Doubts from the search that concern this store.</summary>
    public ImmutableArray<Doubt> Doubts { get; init; } = [];
}
