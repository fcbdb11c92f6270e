using NodeGc.Host.Kernel;
using NodeGc.Host.Linux;

namespace NodeGc.Removal.Deleting;

/// <summary>
/// Deletes btrfs subvolumes with all their content, inner ones first, read-only or not. Their files are not walked:
/// btrfs frees them by itself, later. A mount in or from a subvolume keeps all of it, since btrfs does not check that.
/// </summary>
internal sealed class SubvolumeDeleter(DeletionPace pace, CancellationToken cancellationToken)
{
    /// <summary>Maximum nesting of subvolumes: each level takes two descriptors, and any user can create
    /// some.</summary>
    private const int DeepestNesting = 64;

    /// <summary>Deletes <paramref name="subvolume"/>, which is <paramref name="name"/> in
    /// <paramref name="folder"/>.</summary>
    /// <exception cref="LinuxException">The path of the first one that could not be deleted, and the
    /// reason.</exception>
    public void Delete(WritableDirectory folder, FileName name, DirectoryHandle subvolume)
    {
        if (MountsWithin.Find(subvolume) is { } mount)
            throw new LinuxException(Errno.EBUSY, "ioctl", $"{name} ({mount})");
        Delete(folder, name, subvolume, depth: 0);
    }

    private void Delete(WritableDirectory folder, FileName name, DirectoryHandle subvolume, int depth)
    {
        if (depth > DeepestNesting)
            throw new LinuxException(Errno.ELOOP, "ioctl", $"{name} (more than {DeepestNesting} nested subvolumes)");
        DeleteNested(subvolume, depth + 1);
        pace.Take(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        folder.DeleteSubvolume(name);
    }

    private void DeleteNested(DirectoryHandle subvolume, int depth)
    {
        var nested = subvolume.ListNested();
        if (nested.IsEmpty)
            return;
        new WritableDirectory(subvolume).MakeSubvolumeWritable();
        foreach (var (folderPath, name) in nested)
        {
            using var folder = new WritableDirectory(subvolume.OpenBeneath(folderPath));
            using var inner = folder.Handle.OpenBeneath(name);
            Delete(folder, name, inner, depth);
        }
    }
}
