namespace NodeGc.Collector.Inventories;

/// <summary>
/// What makes a directory the same directory later on: a name alone may have been deleted and made again.
/// Source: <c>statx(2)</c>.
/// </summary>
/// <param name="Device">The device, <c>major &lt;&lt; 32 | minor</c>.</param>
/// <param name="Inode">The inode number.</param>
/// <param name="BornNanoseconds">Birth time in nanoseconds since 1970; 0 where the filesystem records none.</param>
public readonly record struct Fingerprint(ulong Device, ulong Inode, long BornNanoseconds);
