using NodeGc.Host.Linux;

namespace NodeGc.Removal.Quarantining;

/// <summary>
/// Where a quarantine may be: on the mount of what is moved, since a rename cannot leave it, and only where the store's
/// guard allows one.
/// </summary>
public sealed class QuarantinePlaces(IStoreGuard guard)
{
    /// <summary>The quarantine directory inside a directory that is a separate mount.</summary>
    public const string Inside = ".nodegc-quarantine";

    /// <summary>The data root, for NodeGc's own directory in it.</summary>
    public const string Root = ".";

    /// <summary>The directory with a quarantine on the same mount as <paramref name="path"/>: <see cref="Root"/>, one
    /// of <see cref="IStoreGuard.QuarantineHomes"/>, or null if there is none.</summary>
    /// <exception cref="LinuxException">A link was planted on the way, ...</exception>
    public string? Find(DirectoryHandle root, string path)
    {
        using var folder = root.FindBeneathAcrossMounts(StorePath.From(path).Folder);
        if (folder is null)
            return null;
        if (AreOnOneMount(root, folder))
            return Root;
        return guard.FindQuarantineHome(path) is { } own && IsOnMount(root, own, folder) ? own : null;
    }

    /// <summary>Why <paramref name="path"/> cannot be moved into a quarantine; null if it can.</summary>
    /// <exception cref="LinuxException">A link was planted on the way, ...</exception>
    public string? FindObstacle(DirectoryHandle root, string path)
    {
        var (folderPath, name) = StorePath.From(path);
        using var folder = root.FindBeneathAcrossMounts(folderPath);
        if (folder?.FindStat(name) is not { } status)
            return null;
        if (status.MountId != folder.Stat().MountId)
            return $"{path} is a mount point, which cannot be moved: unmount it if it is no longer needed";
        return Find(root, path) is null
            ? $"{folderPath} is on a separate mount without a quarantine, and what cannot be restored is not removed"
            : null;
    }

    public static bool AreOnOneMount(DirectoryHandle one, DirectoryHandle other)
    {
        var (ours, theirs) = (one.Stat(), other.Stat());
        return (ours.Device, ours.MountId) == (theirs.Device, theirs.MountId);
    }

    private static bool IsOnMount(DirectoryHandle root, string path, DirectoryHandle folder)
    {
        using var opened = root.FindBeneathAcrossMounts(path);
        return opened is not null && AreOnOneMount(opened, folder);
    }
}
