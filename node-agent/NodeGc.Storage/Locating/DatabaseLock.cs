using Microsoft.Win32.SafeHandles;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Locating;

/// <summary>
/// The lock under which an engine holds a database as long as it runs. It shows an engine of any name, in any process
/// namespace. Testing it asks for a share, without waiting, and gives that back at once; an engine that is started in
/// this instant asks again for a second. Source: bbolt, <c>bolt_unix.go</c>.
/// </summary>
internal static class DatabaseLock
{
    private const int Attempts = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly Lock Gate = new();

    /// <summary>What this process itself holds is not an engine's.</summary>
    private static readonly HashSet<(ulong Device, ulong Inode)> Own = [];

    /// <summary>What shows that another process holds <paramref name="database"/>; null where nothing does or the file
    /// does not exist.</summary>
    /// <param name="dataRoot">The data root, whose folders may be links as they may be for the engine.</param>
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

    /// <summary>Takes the lock of a file; false where another process has it. Tests of other agents last an instant, so
    /// it is asked for several times.</summary>
    public static bool TryTake(SafeFileHandle file)
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

    /// <summary>Gives it back.</summary>
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
            ? $"{database} is locked, as a running engine locks it"
            : $"{database} cannot be tested for the lock of a running engine ({Failure.LastErrno})";
    }

    /// <summary>Not by closing alone: that would leave the lock to a child process that was forked a moment
    /// ago.</summary>
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
