namespace NodeGc.Host.Linux;

/// <summary>
/// The right to change the entries of an open directory. Read-only code gets a <see cref="DirectoryHandle"/> and never
/// one of these: that is what makes a dry run dry. Names are single components; the kernel's answer is final, nothing
/// is retried or forced.
/// </summary>
public sealed unsafe class WritableDirectory(DirectoryHandle directory) : IDisposable
{
    /// <summary>The same directory, read-only.</summary>
    public DirectoryHandle Handle => directory;

    /// <summary>Creates a directory that only its owner can access.</summary>
    /// <exception cref="LinuxException">EEXIST, ENOSPC, ...</exception>
    public void MakeDirectory(PathBytes name)
    {
        fixed (byte* path = name)
            Check(Syscalls.MakeDirectory(directory.Descriptor, path, 0x1C0) == 0, "mkdirat", name); // rwx------
    }

    /// <summary>Opens the directory <paramref name="name"/> for changes; creates it if missing.</summary>
    public WritableDirectory Ensure(PathBytes name)
    {
        if (directory.FindBeneath(name) is { } existing)
            return new WritableDirectory(existing);
        MakeDirectory(name);
        Sync();
        return new WritableDirectory(directory.OpenBeneath(name));
    }

    /// <summary>Moves an entry to a name that must not exist.</summary>
    /// <exception cref="LinuxException">EEXIST: the name is taken; ENOENT; EXDEV: another filesystem or mount,
    /// ...</exception>
    public void Move(PathBytes name, WritableDirectory target, PathBytes newName) =>
        Rename(name, target, newName, Syscalls.RenameNoReplace);

    /// <summary>Atomically swaps two entries; both must exist.</summary>
    /// <exception cref="LinuxException">ENOENT, EXDEV, ...</exception>
    public void Exchange(PathBytes name, WritableDirectory target, PathBytes otherName) =>
        Rename(name, target, otherName, Syscalls.RenameExchange);

    /// <summary>Creates a symbolic link.</summary>
    /// <exception cref="LinuxException">EEXIST, ENOSPC, ...</exception>
    public void MakeLink(PathBytes name, PathBytes target)
    {
        fixed (byte* path = name)
        fixed (byte* to = target)
            Check(Syscalls.MakeLink(to, directory.Descriptor, path) == 0, "symlinkat", name);
    }

    /// <summary>Removes an entry that is not a directory; a link itself, never its target.</summary>
    /// <exception cref="LinuxException">EISDIR, EPERM (immutable), EBUSY (a mount), ...</exception>
    public void Unlink(PathBytes name)
    {
        fixed (byte* path = name)
            Check(Syscalls.Unlink(directory.Descriptor, path, 0) == 0, "unlinkat", name);
    }

    /// <summary>Removes an empty directory.</summary>
    /// <exception cref="LinuxException">ENOTEMPTY, EBUSY (a mount), ...</exception>
    public void RemoveDirectory(PathBytes name)
    {
        fixed (byte* path = name)
            Check(Syscalls.Unlink(directory.Descriptor, path, Syscalls.RemoveDirectory) == 0, "unlinkat", name);
    }

    /// <summary>Deletes a btrfs subvolume with all its files in one step; nested ones must be deleted first.</summary>
    /// <remarks>The kernel does not check for mounts on, in, or from it: the caller must.</remarks>
    /// <exception cref="LinuxException">ENOTEMPTY: it contains others; EROFS: this directory is in a read-only one;
    /// EINVAL: it is not a subvolume, ...</exception>
    public void DeleteSubvolume(PathBytes name)
    {
        var arguments = stackalloc byte[4096]; // struct btrfs_ioctl_vol_args: a descriptor, unused here, and the name.
        new Span<byte>(arguments, 4096).Clear();
        name.Bytes.CopyTo(new Span<byte>(arguments + 8, 4096 - 8 - 1));
        Check(Syscalls.Control(directory.Descriptor, SubvolumeRequests.Delete, arguments) >= 0, "ioctl", name);
    }

    /// <summary>Makes the subvolume whose top directory this is writable if it is not.</summary>
    /// <exception cref="LinuxException">EROFS: the whole mount is read-only; EPERM, ...</exception>
    public void MakeSubvolumeWritable()
    {
        ulong flags;
        Subvolumes.Check(directory, SubvolumeRequests.ReadFlags, &flags);
        if ((flags & SubvolumeRequests.ReadOnlyFlag) == 0)
            return;
        flags &= ~SubvolumeRequests.ReadOnlyFlag;
        Subvolumes.Check(directory, SubvolumeRequests.WriteFlags, &flags);
    }

    /// <summary>Syncs changes of this directory's entries to disk.</summary>
    /// <exception cref="LinuxException">EIO, ENOSPC, ...</exception>
    public void Sync() => Check(Syscalls.Sync(directory.Descriptor) == 0, "fsync", PathBytes.Itself);

    /// <summary>Closes the directory.</summary>
    public void Dispose() => directory.Dispose();

    private void Rename(PathBytes name, WritableDirectory target, PathBytes newName, uint flags)
    {
        fixed (byte* from = name)
        fixed (byte* to = newName)
            Check(
                Syscalls.Rename(directory.Descriptor, from, target.Handle.Descriptor, to, flags) == 0,
                "renameat2",
                name
            );
        GC.KeepAlive(target.Handle);
    }

    private void Check(bool success, string call, PathBytes name)
    {
        if (!success)
            throw Failure.Create(call, directory.Descriptor, name);
        GC.KeepAlive(directory);
    }
}
