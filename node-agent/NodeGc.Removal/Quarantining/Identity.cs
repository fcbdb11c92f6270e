using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>
/// Whether a directory, or for debris any file, is the journaled one. Inode and birth decide (for a subvolume its id
/// and creation time); device numbers may change on reboot (btrfs, device mapper), and both places are on the same
/// filesystem anyway.
/// </summary>
internal static class Identity
{
    public static bool IsSame(FileStatus status, QuarantinedItem item) =>
        (status.Kind == FileKind.Directory || item.Kind == ResourceKind.Debris)
        && (status.Inode, status.BornNanoseconds) == (item.Inode, item.BornNanoseconds);

    /// <summary>Whether the item's directory is at <paramref name="path"/> now.</summary>
    /// <exception cref="LinuxException">A link was planted on the way, ...</exception>
    public static bool IsAt(WritableStore store, string path, QuarantinedItem item) =>
        store.FindStatus(path) is { } status && IsSame(status, item);
}
