using System.Runtime.InteropServices;

namespace NodeGc.Host.Linux;

/// <summary>A system call failed: which one, on what, and why.</summary>
public sealed class LinuxException : IOException
{
    public LinuxException(Errno errno, string call, string path)
        : base($"{call} {path}: {errno} ({Marshal.GetPInvokeErrorMessage((int)errno)}){AdviceFor(errno, call)}")
    {
        Errno = errno;
        Call = call;
        Path = path;
    }

    /// <summary>The error's name, for example <c>ENOSPC</c>, or its number if unknown here.</summary>
    public string ErrorName => Errno.ToString();

    /// <summary>The system call, for example <c>renameat2</c>.</summary>
    public string Call { get; }

    /// <summary>What it was called on, for display: bytes that are not text are escaped.</summary>
    public string Path { get; }

    public Errno Errno { get; }

    private static string AdviceFor(Errno errno, string call) =>
        (errno, call) switch
        {
            (Errno.ENOSYS, "openat2") => "; Linux 5.6 or newer is needed",
            (Errno.EPERM, "openat2") =>
                "; a seccomp profile older than openat2 may forbid it: update the container runtime",
            (Errno.EBUSY, "renameat2") => "; something is mounted there: unmount it, then run again",
            (Errno.ENOSPC, _) => "; the disk is full: free some space, then run again",
            (Errno.EROFS, _) => "; mount it read-write to remove anything",
            _ => "",
        };
}
