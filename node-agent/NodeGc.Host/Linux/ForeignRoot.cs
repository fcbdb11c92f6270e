using Microsoft.Win32.SafeHandles;

namespace NodeGc.Host.Linux;

/// <summary>
/// The root directory of another process. Paths are resolved as that process sees them: absolute links start from its
/// root, and magic links are not followed. The content is not trusted, so nothing is opened before it is known to be a
/// regular file of bounded length: a FIFO would block forever, a device may have side effects or no end.
/// </summary>
public sealed unsafe class ForeignRoot : SafeHandleMinusOneIsInvalid
{
    private const int Attempts = 8;

    private ForeignRoot(int fd)
        : base(ownsHandle: true) => SetHandle(fd);

    private int Descriptor => (int)handle;

    /// <summary>Opens a root directory, for example <c>/proc/4711/root</c>; null if the process has ended or is not
    /// readable.</summary>
    public static ForeignRoot? Find(string path)
    {
        PathBytes bytes = path;
        fixed (byte* name = bytes)
        {
            var flags = OpenFlags.PlaceOnly | OpenFlags.Directory | OpenFlags.CloseOnExec;
            var fd = Syscalls.OpenAt(Syscalls.CurrentDirectory, name, flags, 0);
            return fd >= 0 ? new ForeignRoot(fd) : null;
        }
    }

    /// <summary>The content of a regular file; null if it does not exist.</summary>
    /// <exception cref="LinuxException">It is not a regular file (EINVAL), longer than <paramref name="limit"/> bytes
    /// (EFBIG), or cannot be read.</exception>
    public byte[]? FindFile(string path, int limit)
    {
        var place = Open(path, OpenFlags.PlaceOnly);
        if (place < 0)
            return null;
        try
        {
            var status = StatusOf(place, path);
            if (status.Kind != FileKind.File)
                throw new LinuxException(Errno.EINVAL, "open", $"{path} (not a regular file)");
            if (status.Length > limit)
                throw new LinuxException(Errno.EFBIG, "read", path);
            return status.Length == 0 ? [] : Read(place, path, limit);
        }
        finally
        {
            _ = Syscalls.Close(place);
        }
    }

    /// <summary>Device and inode of a directory; null if there is none.</summary>
    public (ulong Device, ulong Inode)? FindDirectory(string path) => FindIdentity(path, FileKind.Directory);

    /// <summary>Device and inode of a file of this name and kind; null if there is none.</summary>
    public (ulong Device, ulong Inode)? FindIdentity(string path, FileKind kind)
    {
        var place = Open(path, OpenFlags.PlaceOnly);
        if (place < 0)
            return null;
        try
        {
            return StatusOf(place, path) is { } status && status.Kind == kind ? (status.Device, status.Inode) : null;
        }
        finally
        {
            _ = Syscalls.Close(place);
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Syscalls.Close((int)handle) == 0;

    /// <summary>A descriptor; -1 if it does not exist. The kernel requires a retry if something on the path is renamed
    /// meanwhile.</summary>
    private int Open(string path, int flags)
    {
        PathBytes bytes = path;
        var how = new OpenHow { Flags = (ulong)(uint)(flags | OpenFlags.CloseOnExec), Resolve = OpenHow.WithinRoot };
        fixed (byte* name = bytes)
        {
            for (var attempt = 1; ; attempt++)
            {
                var fd = Syscalls.OpenAt2(Descriptor, name, &how);
                GC.KeepAlive(this);
                if (fd >= 0 || Failure.LastErrno is Errno.ENOENT or Errno.ENOTDIR)
                    return fd;
                if (Failure.LastErrno != Errno.EAGAIN || attempt == Attempts)
                    throw Failure.Create("openat2", Descriptor, bytes);
            }
        }
    }

    private static FileStatus StatusOf(int place, string path)
    {
        NativeStatus status;
        fixed (byte* itself = PathBytes.Itself)
        {
            const int flags = Syscalls.EmptyPath | Syscalls.DoNotSync;
            if (Syscalls.Status(place, itself, flags, Syscalls.EverythingOfStatus, &status) == 0)
                return status.ToStatus();
        }
        throw Failure.Create("statx", place, path);
    }

    /// <summary>Opens exactly the file that was checked, whatever has its name now.</summary>
    private static byte[] Read(int place, string path, int limit)
    {
        PathBytes link = $"/proc/self/fd/{place}";
        fixed (byte* name = link)
        {
            const int flags = OpenFlags.ReadOnly | OpenFlags.NonBlocking | OpenFlags.CloseOnExec;
            var fd = Syscalls.OpenAt(Syscalls.CurrentDirectory, name, flags, 0);
            if (fd < 0)
                throw Failure.Create("openat", place, path);
            using var file = new SafeFileHandle(fd, ownsHandle: true);
            return ReadAll(fd, path, limit);
        }
    }

    private static byte[] ReadAll(int fd, string path, int limit)
    {
        var content = new byte[limit + 1];
        var length = 0;
        fixed (byte* into = content)
        {
            while (length < content.Length)
            {
                var read = Syscalls.Read(fd, into + length, content.Length - length, length);
                if (read < 0)
                    throw Failure.Create("pread", fd, path);
                if (read == 0)
                    break;
                length += (int)read;
            }
        }
        return length <= limit ? content[..length] : throw new LinuxException(Errno.EFBIG, "read", path);
    }
}
