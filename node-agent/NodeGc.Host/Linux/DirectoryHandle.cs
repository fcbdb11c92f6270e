using System.Text;
using Microsoft.Win32.SafeHandles;

namespace NodeGc.Host.Linux;

/// <summary>
/// A directory opened for reading. Entries below are opened only by <c>openat2</c> with RESOLVE_BENEATH, NO_SYMLINKS
/// and NO_XDEV: a planted link or mount is an error, never a way out. Not for concurrent disposal.
/// </summary>
public sealed unsafe class DirectoryHandle : SafeHandleMinusOneIsInvalid
{
    private DirectoryHandle(int fd)
        : base(ownsHandle: true) => SetHandle(fd);

    internal int Descriptor => (int)handle;

    /// <summary>Opens an absolute path and follows links: for the data root, which an administrator may have linked
    /// elsewhere.</summary>
    /// <exception cref="LinuxException">It is missing, not a directory, or not readable.</exception>
    public static DirectoryHandle Open(string path)
    {
        PathBytes bytes = path;
        fixed (byte* name = bytes)
        {
            var fd = Syscalls.OpenAt(Syscalls.CurrentDirectory, name, OpenFlags.Directory | OpenFlags.CloseOnExec, 0);
            return fd >= 0 ? new DirectoryHandle(fd) : throw Failure.Create("openat", Syscalls.CurrentDirectory, bytes);
        }
    }

    /// <summary>Opens a directory below this one on the same mount, without following any link.</summary>
    /// <exception cref="LinuxException">ENOENT, ENOTDIR, ELOOP (a link), EXDEV (a mount, or outside), ...</exception>
    public DirectoryHandle OpenBeneath(PathBytes path) =>
        FindBeneath(path) ?? throw Failure.Create("openat2", Descriptor, path);

    /// <summary>As <see cref="OpenBeneath"/>, but null if it does not exist.</summary>
    public DirectoryHandle? FindBeneath(PathBytes path) =>
        Find(path, OpenHow.Beneath | OpenHow.NoLinks | OpenHow.SameMount);

    /// <summary>As <see cref="FindBeneath"/>, but crosses mounts: for homes of drivers, which are often separate
    /// mounts.</summary>
    public DirectoryHandle? FindBeneathAcrossMounts(PathBytes path) => Find(path, OpenHow.Beneath | OpenHow.NoLinks);

    /// <summary>As <see cref="FindBeneathAcrossMounts"/>, for a directory that must exist.</summary>
    /// <exception cref="LinuxException">ENOENT, ENOTDIR, ELOOP (a link), ...</exception>
    public DirectoryHandle OpenBeneathAcrossMounts(PathBytes path) =>
        FindBeneathAcrossMounts(path) ?? throw Failure.Create("openat2", Descriptor, path);

    /// <summary>As <see cref="OpenBeneath"/>, but returns errors as values: for walks, where entries come and
    /// go.</summary>
    public DirectoryHandle? TryOpenBeneath(PathBytes path, out Errno errno)
    {
        var fd = Open(path, OpenFlags.Directory, OpenHow.Beneath | OpenHow.NoLinks | OpenHow.SameMount);
        errno = fd >= 0 ? Errno.None : Failure.LastErrno;
        return fd >= 0 ? new DirectoryHandle(fd) : null;
    }

    /// <summary>The parent directory; the caller must check its identity, since a directory may have been
    /// moved.</summary>
    public DirectoryHandle OpenParent()
    {
        PathBytes parent = "..";
        fixed (byte* name = parent)
        {
            var fd = Syscalls.OpenAt(
                Descriptor,
                name,
                OpenFlags.Directory | OpenFlags.NoFollow | OpenFlags.CloseOnExec,
                0
            );
            return fd >= 0 ? new DirectoryHandle(fd) : throw Failure.Create("openat", Descriptor, parent);
        }
    }

    /// <summary>Reopens this directory with a separate reading position.</summary>
    public DirectoryHandle Reopen() => OpenBeneath(".");

    /// <summary>Unmounts what is mounted on an entry, neither forced nor lazy; false if it is in use.</summary>
    /// <exception cref="LinuxException">EPERM, EINVAL (nothing is mounted there), ...</exception>
    public bool Unmount(string name)
    {
        PathBytes path = $"/proc/self/fd/{Descriptor}/{name}";
        fixed (byte* there = path)
        {
            if (Syscalls.Unmount(there, Syscalls.UnmountNoFollow) == 0)
                return true;
            return Failure.LastErrno == Errno.EBUSY ? false : throw Failure.Create("umount2", Descriptor, name);
        }
    }

    /// <summary>The current path of this directory as seen by this process; non-ASCII bytes as in the kernel's mount
    /// tables.</summary>
    public string FindPath() => Encoding.Latin1.GetString(Locate().Bytes);

    /// <summary>The current path of this directory as seen by this process.</summary>
    public FileName Locate()
    {
        var path = Failure.Locate(Descriptor);
        GC.KeepAlive(this);
        return path;
    }

    /// <summary>The status of this directory itself.</summary>
    public FileStatus Stat()
    {
        NativeStatus status;
        return FillStatus(PathBytes.Itself, &status)
            ? status.ToStatus()
            : throw Failure.Create("statx", Descriptor, PathBytes.Itself);
    }

    /// <summary>The status of an entry; links are not followed.</summary>
    /// <exception cref="LinuxException">ENOENT, EACCES, ...</exception>
    public FileStatus Stat(PathBytes name) => FindStat(name) ?? throw Failure.Create("statx", Descriptor, name);

    /// <summary>The status of an entry; null if it does not exist.</summary>
    public FileStatus? FindStat(PathBytes name) => TryStat(name, out var status) ? status : null;

    /// <summary>The status of an entry; false if it does not exist.</summary>
    public bool TryStat(PathBytes name, out FileStatus status)
    {
        NativeStatus native;
        var found = FillStatus(name, &native);
        if (!found && Failure.LastErrno != Errno.ENOENT)
            throw Failure.Create("statx", Descriptor, name);
        status = found ? native.ToStatus() : default;
        return found;
    }

    /// <summary>The target of the link <paramref name="name"/>.</summary>
    /// <exception cref="LinuxException">EINVAL: it is not a link; ENOENT, ...</exception>
    public FileName ReadLink(PathBytes name)
    {
        const int limit = 4096;
        var target = stackalloc byte[limit];
        fixed (byte* path = name)
        {
            var length = Syscalls.ReadLink(Descriptor, path, target, limit);
            GC.KeepAlive(this);
            return length >= 0
                ? FileName.From(new ReadOnlySpan<byte>(target, (int)length))
                : throw Failure.Create("readlinkat", Descriptor, name);
        }
    }

    /// <summary>The content of a regular file below; null if it does not exist.</summary>
    /// <exception cref="LinuxException">It is not a regular file (EINVAL), or longer than <paramref name="limit"/>
    /// bytes (EFBIG), ...</exception>
    public byte[]? FindFile(PathBytes path, int limit)
    {
        var fd = FindFileDescriptor(path, out var length);
        if (fd < 0)
            return null;
        try
        {
            return length <= limit
                ? ReadAll(fd, (int)length, path)
                : throw new LinuxException(Errno.EFBIG, "read", path.ToString());
        }
        finally
        {
            _ = Syscalls.Close(fd);
        }
    }

    /// <summary>Opens a regular file below for reading; null if it does not exist.</summary>
    /// <exception cref="LinuxException">It is not a regular file (EINVAL), a link (ELOOP), ...</exception>
    public SafeFileHandle? FindFileHandle(PathBytes path)
    {
        var fd = FindFileDescriptor(path, out _);
        return fd < 0 ? null : new SafeFileHandle(fd, ownsHandle: true);
    }

    internal int Open(PathBytes path, int flags, ulong resolve)
    {
        var how = new OpenHow { Flags = (ulong)(uint)(flags | OpenFlags.CloseOnExec), Resolve = resolve };
        if ((flags & OpenFlags.Create) != 0)
            how.Mode = 0x180; // rw-------
        fixed (byte* name = path)
        {
            var fd = Syscalls.OpenAt2(Descriptor, name, &how);
            GC.KeepAlive(this);
            return fd;
        }
    }

    internal bool FillStatus(PathBytes name, NativeStatus* status)
    {
        const int flags = Syscalls.EmptyPath | Syscalls.SymlinkNoFollow | Syscalls.DoNotSync;
        fixed (byte* path = name)
        {
            var result = Syscalls.Status(Descriptor, path, flags, Syscalls.EverythingOfStatus, status);
            GC.KeepAlive(this);
            return result == 0;
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Syscalls.Close((int)handle) == 0;

    /// <summary>Opens a regular file; -1 if it does not exist.</summary>
    private int FindFileDescriptor(PathBytes path, out long length)
    {
        length = 0;
        var fd = Open(
            path,
            OpenFlags.ReadOnly | OpenFlags.NonBlocking,
            OpenHow.Beneath | OpenHow.NoLinks | OpenHow.SameMount
        );
        if (fd < 0)
            return Failure.LastErrno == Errno.ENOENT ? fd : throw Failure.Create("openat2", Descriptor, path);
        NativeStatus status;
        fixed (byte* itself = PathBytes.Itself)
            Syscalls.Status(fd, itself, Syscalls.EmptyPath, Syscalls.EverythingOfStatus, &status);
        length = status.Length;
        if (status.Kind == FileKind.File)
            return fd;
        _ = Syscalls.Close(fd);
        throw new LinuxException(Errno.EINVAL, "openat2", $"{path.ToString()} (not a regular file)");
    }

    /// <summary>The current content of a file, at most <paramref name="length"/> bytes.</summary>
    private byte[] ReadAll(int fd, int length, PathBytes path)
    {
        var content = new byte[length];
        var read = 0;
        fixed (byte* into = content)
            for (
                nint n;
                read < length && (n = Syscalls.Read(fd, into + read, length - read, read)) != 0;
                read += (int)n
            )
                if (n < 0)
                    throw Failure.Create("pread", Descriptor, path);
        return read == length ? content : content[..read];
    }

    private DirectoryHandle? Find(PathBytes path, ulong resolve)
    {
        var fd = Open(path, OpenFlags.Directory, resolve);
        if (fd >= 0)
            return new DirectoryHandle(fd);
        return Failure.LastErrno == Errno.ENOENT ? null : throw Failure.Create("openat2", Descriptor, path);
    }
}
