using NodeGc.Host.Linux;

namespace NodeGc.Removal.Deleting;

/// <summary>
/// Deletes a directory recursively, depth first, every step relative to an open directory. It cannot leave the tree:
/// links are unlinked, never followed; directories are opened with NO_SYMLINKS and NO_XDEV and must be on the device of
/// the top. Btrfs subvolumes are deleted as a whole, not file by file. The first unexpected error ends it.
/// </summary>
internal sealed class TreeDeleter(DeletionPace pace, CancellationToken cancellationToken)
{
    /// <summary>How often in one tree a directory may be non-empty after all its entries were removed.</summary>
    private const int MostRepetitions = 16;

    private readonly DirectoryChunk chunk = new();
    private readonly NameStack names = new();
    private readonly SubvolumeDeleter subvolumes = new(pace, cancellationToken);
    private ulong device;
    private int repetitions;

    /// <summary>Deletes <paramref name="name"/> in <paramref name="folder"/>; nothing to do if it is gone.</summary>
    /// <exception cref="LinuxException">The path of the first entry that could not be deleted, and the
    /// reason.</exception>
    public void Delete(WritableDirectory folder, FileName name)
    {
        names.CutTo(0);
        repetitions = 0;
        using var chain = new DirectoryChain();
        if (folder.Handle.FindBeneath(name) is not { } top)
            return;
        chain.Enter(top);
        if (top.FindSubvolume() is not null)
        {
            subvolumes.Delete(folder, name, top);
            return;
        }
        device = top.Stat().Device;
        while (!chain.IsEmpty)
        {
            var frame = chain.Current;
            if (frame.Waiting > 0)
                EnterNext(chain);
            else if (!frame.IsListed)
                UnlinkSome(frame);
            else
                Leave(chain);
        }
        folder.RemoveDirectory(name);
    }

    private void UnlinkSome(DirectoryFrame frame)
    {
        cancellationToken.ThrowIfCancellationRequested();
        frame.IsListed = !chunk.Fill(frame.Directory);
        if (frame.IsListed)
            return;
        var directory = new WritableDirectory(frame.Directory);
        while (chunk.MoveNext())
        {
            frame.Position = chunk.Position;
            if (DirectoryListing.KindOf(frame.Directory, chunk) == FileKind.Directory)
            {
                names.Push(chunk.Name);
                frame.Waiting++;
                continue;
            }
            pace.Take(cancellationToken);
            directory.Unlink(chunk.Name);
        }
    }

    /// <summary>Goes up and removes the directory just emptied, whose name is on top of the stack.</summary>
    private void Leave(DirectoryChain chain)
    {
        chain.Leave();
        if (chain.IsEmpty)
            return;
        var frame = chain.Current;
        pace.Take(cancellationToken);
        try
        {
            new WritableDirectory(frame.Directory).RemoveDirectory(names.Top);
        }
        catch (LinuxException error) when (error.Errno == Errno.ENOTEMPTY && repetitions++ < MostRepetitions)
        {
            // Some filesystems skip entries if others are removed during a listing: its name is still pending, so it is
            // entered again.
            return;
        }
        names.Pop();
        frame.Waiting--;
    }

    /// <summary>Enters the next directory, unless it is a subvolume, which is deleted as a whole.</summary>
    private void EnterNext(DirectoryChain chain)
    {
        var parent = chain.Current;
        var name = names.Top;
        var child = parent.Directory.OpenBeneath(name);
        if (child.Stat().Device == device)
        {
            chain.Enter(child);
            return;
        }
        using (child)
        {
            if (child.FindSubvolume() is null)
                throw new LinuxException(Errno.EXDEV, "unlinkat", $"{name.ToString()} (a directory on another device)");
            subvolumes.Delete(new WritableDirectory(parent.Directory), name.ToFileName(), child);
        }
        names.Pop();
        parent.Waiting--;
    }
}
