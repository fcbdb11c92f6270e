using Microsoft.Win32.SafeHandles;

namespace NodeGc.Host.Linux;

/// <summary>
/// The lock that an engine holds on a database as long as it runs. It reveals an engine of any name, in any pid
/// namespace. The test takes a shared lock, without waiting, and releases it at once; an engine that is starting at
/// this moment retries for a second. Source: bbolt, <c>bolt_unix.go</c>.
/// </summary>
public static class DatabaseLock
{
    private const int Attempts = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly Lock Gate = new();

    /// <summary>Locks of this process are not an engine's.</summary>
    private static readonly HashSet<(ulong Device, ulong Inode)> Own = [];

    /// <summary>Evidence that another process has locked <paramref name="database"/>; null if none has or the file does
    /// not exist.</summary>
    /// <param name="dataRoot">The data root, whose directories may be links, as for the engine.</param>
    /// <param name="database">Relative to the data root.</param>
    public static string? FindHolder(string dataRoot, string database)
    {
        using var root = ForeignRoot.Find("/");
        var path = $"{dataRoot}/{database}";
        if (root?.FindIdentity(path, FileKind.File) is not { } identity)
            return null;
        lock (Gate)
            return Own.Contains(identity) ? null : Test(path, database);
    }

    /// <summary>Takes the lock of a file; false if another process has it. Retried a few times, since tests by other
    /// agents are brief.</summary>
    public static bool TryAcquire(SafeFileHandle file)
    {
        for (var attempt = 1; ; attempt++)
        {
            lock (Gate)
            {
                if (Syscalls.Lock((int)file.DangerousGetHandle(), Syscalls.LockExclusiveNonBlocking) == 0)
                    return Own.Add(IdentityOf(file));
            }
            if (attempt == Attempts)
                return false;
            Thread.Sleep(Pause);
        }
    }

    /// <summary>Releases it.</summary>
    public static void Release(SafeFileHandle file)
    {
        lock (Gate)
        {
            Own.Remove(IdentityOf(file));
            Unlock(file);
        }
    }

    private static string? Test(string path, string database)
    {
        using var file = OpenFile(path);
        if (file is null)
            return null;
        if (Syscalls.Lock((int)file.DangerousGetHandle(), Syscalls.LockSharedNonBlocking) == 0)
            return Unlock(file);
        return Failure.LastErrno == Errno.EAGAIN
            ? $"{database} is locked, as by a running engine"
            : $"cannot test {database} for the lock of a running engine ({Failure.LastErrno})";
    }

    /// <summary>Not by closing alone: that would leave the lock to a child process that was just forked.</summary>
    private static string? Unlock(SafeFileHandle file)
    {
        _ = Syscalls.Lock((int)file.DangerousGetHandle(), Syscalls.LockRelease);
        return null;
    }

    private static unsafe SafeFileHandle? OpenFile(string path)
    {
        PathBytes bytes = path;
        fixed (byte* name = bytes)
        {
            const int flags = OpenFlags.ReadOnly | OpenFlags.NonBlocking | OpenFlags.CloseOnExec;
            var fd = Syscalls.OpenAt(Syscalls.CurrentDirectory, name, flags, 0);
            return fd >= 0 ? new SafeFileHandle(fd, ownsHandle: true) : null;
        }
    }

    private static unsafe (ulong Device, ulong Inode) IdentityOf(SafeFileHandle file)
    {
        NativeStatus status;
        var fd = (int)file.DangerousGetHandle();
        fixed (byte* itself = PathBytes.Itself)
            _ = Syscalls.Status(fd, itself, Syscalls.EmptyPath, Syscalls.EverythingOfStatus, &status);
        var facts = status.ToStatus();
        return (facts.Device, facts.Inode);
    }
}
