namespace NodeGc.Storage.Linux;

/// <summary>
/// The right to change the entries of an open directory. Code that only looks is given a <see cref="DirectoryHandle"/>
/// and never one of these: that is what makes a dry run dry. Names are single components; the kernel's answer is final,
/// nothing is retried or forced.
/// </summary>
internal sealed unsafe class WritableDirectory(DirectoryHandle directory) : IDisposable
{
    /// <summary>The same directory, for looking.</summary>
    public DirectoryHandle Handle => directory;

    /// <summary>Makes a directory that only its owner may enter.</summary>
    /// <exception cref="LinuxException">EEXIST, ENOSPC, ...</exception>
    public void MakeDirectory(PathBytes name)
    {
        fixed (byte* path = name)
            Check(Syscalls.MakeDirectory(directory.Descriptor, path, 0x1C0) == 0, "mkdirat", name); // rwx------
    }

    /// <summary>Opens the directory <paramref name="name"/> for changing; makes it first where it is missing.</summary>
    public WritableDirectory Ensure(PathBytes name)
    {
        if (directory.FindBeneath(name) is { } existing)
            return new WritableDirectory(existing);
        MakeDirectory(name);
        Sync();
        return new WritableDirectory(directory.OpenBeneath(name));
    }

    /// <summary>Moves an entry to a name that must be free.</summary>
    /// <exception cref="LinuxException">EEXIST: the name is taken; ENOENT; EXDEV: another filesystem or mount,
    /// ...</exception>
    public void Move(PathBytes name, WritableDirectory target, PathBytes newName) =>
        Rename(name, target, newName, Syscalls.RenameNoReplace);

    /// <summary>Swaps two entries in one step; both must exist.</summary>
    /// <exception cref="LinuxException">ENOENT, EXDEV, ...</exception>
    public void Exchange(PathBytes name, WritableDirectory target, PathBytes otherName) =>
        Rename(name, target, otherName, Syscalls.RenameExchange);

    /// <summary>Makes a symbolic link.</summary>
    /// <exception cref="LinuxException">EEXIST, ENOSPC, ...</exception>
    public void MakeLink(PathBytes name, PathBytes target)
    {
        fixed (byte* path = name)
        fixed (byte* to = target)
            Check(Syscalls.MakeLink(to, directory.Descriptor, path) == 0, "symlinkat", name);
    }

    /// <summary>Removes an entry that is no directory; a link itself, never what it points to.</summary>
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

    /// <summary>Deletes a subvolume of btrfs with all its files in one step; one that others lie in cannot be deleted
    /// before them.</summary>
    /// <remarks>The kernel does not ask whether something is mounted on, in, or from it: whoever calls has
    /// to.</remarks>
    /// <exception cref="LinuxException">ENOTEMPTY: others lie in it; EROFS: this directory is in a read-only one;
    /// EINVAL: it is no subvolume, ...</exception>
    public void DeleteSubvolume(PathBytes name)
    {
        var arguments = stackalloc byte[4096]; // struct btrfs_ioctl_vol_args: a descriptor, unused here, and the name.
        new Span<byte>(arguments, 4096).Clear();
        name.Bytes.CopyTo(new Span<byte>(arguments + 8, 4096 - 8 - 1));
        Check(Syscalls.Control(directory.Descriptor, SubvolumeRequests.Delete, arguments) >= 0, "ioctl", name);
    }

    /// <summary>Lets the subvolume whose top directory this is be changed; nothing to do where it can be.</summary>
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

    /// <summary>Makes changes of this directory's entries survive a power cut.</summary>
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
            throw Failure.Of(call, directory.Descriptor, name);
        GC.KeepAlive(directory);
    }
}
