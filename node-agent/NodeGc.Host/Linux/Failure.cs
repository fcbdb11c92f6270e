using System.Runtime.InteropServices;

namespace NodeGc.Host.Linux;

/// <summary>Converts the last error of a system call into an exception with the path.</summary>
internal static class Failure
{
    public static Errno LastErrno => (Errno)Marshal.GetLastPInvokeError();

    /// <summary>For a call on the name <paramref name="path"/> in an open directory.</summary>
    public static LinuxException Create(string call, int directory, PathBytes path)
    {
        var errno = LastErrno;
        var name = path.ToString();
        var text =
            name.StartsWith('/') ? name
            : name.Length == 0 ? Locate(directory).ToString()
            : $"{Locate(directory)}/{name}";
        return new LinuxException(errno, call, text);
    }

    /// <summary>The current path of an open descriptor; looked up only on errors, so that the fast path carries no
    /// paths.</summary>
    public static unsafe FileName Locate(int fd)
    {
        if (fd == Syscalls.CurrentDirectory)
            return ".";
        var target = stackalloc byte[4096];
        PathBytes link = $"/proc/self/fd/{fd}";
        fixed (byte* path = link)
        {
            var length = Syscalls.ReadLink(Syscalls.CurrentDirectory, path, target, 4096);
            return length < 0 ? $"descriptor {fd}" : FileName.From(new ReadOnlySpan<byte>(target, (int)length));
        }
    }
}
