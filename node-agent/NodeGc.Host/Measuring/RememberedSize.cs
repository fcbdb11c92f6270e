using NodeGc.Collector;

namespace NodeGc.Host.Measuring;

/// <summary>The size of a committed layer directory, with what must be unchanged for it to be valid.</summary>
/// <param name="Device">The device of its data directory.</param>
/// <param name="Inode">The inode of its data directory.</param>
/// <param name="ChangedNanoseconds">The change time of its data directory.</param>
/// <param name="Extent">The size of the whole layer directory.</param>
public readonly record struct RememberedSize(ulong Device, ulong Inode, long ChangedNanoseconds, Extent Extent);
