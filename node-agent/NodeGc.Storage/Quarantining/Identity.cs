using NodeGc.Collector.Inventories;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Quarantining;

/// <summary>
/// Whether a directory, or for debris whatever it is, is the one that was journaled. Inode and birth decide (of a
/// subvolume: its number and when it was made); device numbers may differ after a restart (btrfs, device mapper), and
/// both places lie on one filesystem anyway.
/// </summary>
internal static class Identity
{
    public static bool IsSame(FileStatus status, QuarantinedItem item) =>
        (status.Kind == FileKind.Directory || item.Kind == ResourceKind.Debris)
        && (status.Inode, status.BornNanoseconds) == (item.Inode, item.BornNanoseconds);

    /// <summary>Whether the item's directory lies at <paramref name="path"/> now.</summary>
    /// <exception cref="LinuxException">A link was planted on the way, ...</exception>
    public static bool IsAt(WritableStore store, string path, QuarantinedItem item) =>
        store.FindStatus(path) is { } status && IsSame(status, item);
}
