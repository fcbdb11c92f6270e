using NodeGc.Collector;

namespace NodeGc.Storage.Measuring;

/// <summary>The size of a committed layer directory, with what has to be the same for it to hold.</summary>
/// <param name="Device">The device of its data directory.</param>
/// <param name="Inode">The inode of its data directory.</param>
/// <param name="ChangedNanoseconds">The change time of its data directory.</param>
/// <param name="Size">Allocated bytes of the whole layer directory.</param>
internal readonly record struct RememberedSize(ulong Device, ulong Inode, long ChangedNanoseconds, Bytes Size);
