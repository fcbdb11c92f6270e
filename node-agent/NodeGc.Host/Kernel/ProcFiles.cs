using System.Text;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Kernel;

/// <summary>Reads files and links of processes, which come and go: errors are values. Not thread-safe.</summary>
public sealed unsafe class ProcFiles
{
    private readonly byte[] target = new byte[4096];
    private byte[] buffer = new byte[1 << 16];

    /// <summary>The target of a link; empty if it cannot be read.</summary>
    public ReadOnlySpan<byte> ReadLink(PathBytes path, out Errno errno)
    {
        fixed (byte* name = path)
        fixed (byte* into = target)
        {
            var length = Syscalls.ReadLink(Syscalls.CurrentDirectory, name, into, target.Length);
            errno = length >= 0 ? Errno.None : Failure.LastErrno;
            return target.AsSpan(0, (int)Math.Max(length, 0));
        }
    }

    /// <summary>The path of the directory that a kernel link leads to; for one deeper than the maximum path length,
    /// that of the nearest parent with a path. Empty if it does not lead to a directory.</summary>
    public ReadOnlySpan<byte> ReadPlaceAbove(PathBytes path, out Errno errno)
    {
        var at = OpenPlace(Syscalls.CurrentDirectory, path);
        errno = at >= 0 ? Errno.ENAMETOOLONG : Failure.LastErrno;
        ReadOnlySpan<byte> place = [];
        while (at >= 0 && errno == Errno.ENAMETOOLONG)
        {
            var above = OpenPlace(at, "..");
            errno = above >= 0 ? Errno.None : Failure.LastErrno;
            _ = Syscalls.Close(at);
            at = above;
            if (at >= 0)
                place = ReadLink($"/proc/self/fd/{at}", out errno);
        }
        if (at >= 0)
            _ = Syscalls.Close(at);
        return errno == Errno.None ? place : [];
    }

    /// <summary>The target of a link as text; null if it cannot be read.</summary>
    public string? FindLink(string path, out Errno errno)
    {
        var link = ReadLink(path, out errno);
        return errno == Errno.None ? Encoding.Latin1.GetString(link) : null;
    }

    /// <summary>The status of the target of a kernel link, for example of an open file; null if unavailable. From the
    /// kernel's cache: a FUSE server is not queried, since it may hang.</summary>
    public FileStatus? FindTarget(PathBytes path)
    {
        NativeStatus status;
        fixed (byte* name = path)
        {
            const uint all = Syscalls.EverythingOfStatus;
            var result = Syscalls.Status(Syscalls.CurrentDirectory, name, Syscalls.DoNotSync, all, &status);
            return result == 0 ? status.ToStatus() : null;
        }
    }

    /// <summary>A whole file; empty if it cannot be read. Valid until the next call.</summary>
    public ReadOnlySpan<byte> ReadFile(PathBytes path, out Errno errno)
    {
        fixed (byte* name = path)
        {
            var fd = Syscalls.OpenAt(Syscalls.CurrentDirectory, name, OpenFlags.ReadOnly | OpenFlags.CloseOnExec, 0);
            errno = fd >= 0 ? Errno.None : Failure.LastErrno;
            if (fd < 0)
                return [];
            var length = ReadAll(fd, out errno);
            _ = Syscalls.Close(fd);
            return buffer.AsSpan(0, length);
        }
    }

    private static int OpenPlace(int from, PathBytes path)
    {
        fixed (byte* name = path)
            return Syscalls.OpenAt(from, name, OpenFlags.PlaceOnly | OpenFlags.Directory | OpenFlags.CloseOnExec, 0);
    }

    private int ReadAll(int fd, out Errno errno)
    {
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
                Array.Resize(ref buffer, length * 2);
            nint read;
            fixed (byte* into = buffer)
                read = Syscalls.Read(fd, into + length, buffer.Length - length, length);
            errno = read < 0 ? Failure.LastErrno : Errno.None;
            if (read <= 0)
                return read < 0 ? 0 : length;
            length += (int)read;
        }
    }
}
