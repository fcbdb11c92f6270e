using System.Runtime.ExceptionServices;

namespace NodeGc.Host.Linux;

/// <summary>Runs an action in the mount namespace of the host's init process. Source: <c>setns(2)</c>,
/// <c>unshare(2)</c>.</summary>
public static class HostNamespace
{
    private const int FileSystemAttributes = 0x200;
    private const int MountNamespace = 0x20000;

    /// <summary>The process whose namespace counts as the host's, as a directory of <paramref name="procRoot"/>. Some
    /// hosts hide their init process even from root: then it is this process, and if its namespace is not the host's,
    /// others see each mount as well and keep it.</summary>
    public static unsafe string Find(string procRoot)
    {
        PathBytes space = $"{procRoot}/1/ns/mnt";
        NativeStatus status;
        fixed (byte* path = space)
            return Syscalls.Status(Syscalls.CurrentDirectory, path, 0, Syscalls.EverythingOfStatus, &status) == 0
                ? "1"
                : "self";
    }

    /// <summary>Runs <paramref name="action"/> there: directly if this is that namespace, else on a new thread that
    /// enters it.</summary>
    /// <param name="procRoot">The host's <c>/proc</c>.</param>
    /// <param name="action">The action. In another namespace paths are the host's, and nothing may be awaited.</param>
    /// <exception cref="LinuxException">The namespace cannot be entered: EPERM without the capabilities SYS_ADMIN,
    /// SYS_CHROOT and SYS_PTRACE.</exception>
    public static T Run<T>(string procRoot, Func<T> action)
    {
        var space = $"{procRoot}/{Find(procRoot)}/ns/mnt";
        if (IsOurs(procRoot, space))
            return action();
        var result = default(T);
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Enter(space);
                result = action();
            }
            catch (Exception error)
            {
                failure = error;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        return result!;
    }

    private static unsafe bool IsOurs(string procRoot, PathBytes space)
    {
        PathBytes own = $"{procRoot}/self/ns/mnt";
        NativeStatus ours,
            hosts;
        fixed (byte* here = own)
        fixed (byte* there = space)
        {
            return Syscalls.Status(Syscalls.CurrentDirectory, here, 0, Syscalls.EverythingOfStatus, &ours) == 0
                && Syscalls.Status(Syscalls.CurrentDirectory, there, 0, Syscalls.EverythingOfStatus, &hosts) == 0
                && ours.ToStatus().Fingerprint == hosts.ToStatus().Fingerprint;
        }
    }

    /// <summary>A thread that shares its root and working directory with others cannot change its namespace, so it
    /// unshares them first.</summary>
    private static unsafe void Enter(string space)
    {
        PathBytes bytes = space;
        fixed (byte* path = bytes)
        {
            var fd = Syscalls.OpenAt(Syscalls.CurrentDirectory, path, OpenFlags.ReadOnly | OpenFlags.CloseOnExec, 0);
            if (fd < 0)
                throw Failure.Create("openat", Syscalls.CurrentDirectory, bytes);
            var entered = Syscalls.Unshare(FileSystemAttributes) == 0 && Syscalls.SetNamespace(fd, MountNamespace) == 0;
            var failure = entered ? null : Failure.Create("setns", Syscalls.CurrentDirectory, bytes);
            _ = Syscalls.Close(fd);
            if (failure is not null)
                throw failure;
        }
    }
}
