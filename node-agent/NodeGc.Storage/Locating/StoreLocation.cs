using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Storage.Locating;

/// <summary>A data root that was found.</summary>
/// <param name="DataRoot">The effective data root as we see it: absolute, links resolved.</param>
/// <param name="Device">Its device, <c>major &lt;&lt; 32 | minor</c>.</param>
/// <param name="Inode">Its inode.</param>
/// <param name="Daemon">The engine that uses it; null while none runs.</param>
public sealed record StoreLocation(string DataRoot, ulong Device, ulong Inode, DaemonProcess? Daemon)
{
    /// <summary>The storage driver that the engine was told to use, while it runs or in its configuration file; null =
    /// it chooses.</summary>
    public string? ToldDriver { get; init; } = Daemon?.StorageDriver;

    /// <summary>Whether the engine was told to keep images in containerd; null = it was told nothing.</summary>
    public bool? ToldContainerd { get; init; } = Daemon?.UsesContainerd;

    /// <summary>Where the engine was told to listen by its configuration file, while no process of it is
    /// seen.</summary>
    public ImmutableArray<string> ToldSockets { get; init; } = [];

    /// <summary>What was not understood while the store was looked for, and what of this store it concerns.</summary>
    public ImmutableArray<Doubt> Doubts { get; init; } = [];
}
