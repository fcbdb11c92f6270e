using System.Collections.Frozen;
using System.Runtime.InteropServices;
using NodeGc.Host.Linux;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>The system calls on files, by number and name, as x64 has them. All others are the runtime's own and change
/// nothing that outlives it.</summary>
internal static class FileCalls
{
    private const ulong OpenAt = 257,
        OpenAt2 = 437;

    private static readonly FrozenDictionary<ulong, string> Changing = new Dictionary<ulong, string>
    {
        [1] = "write",
        [16] = "ioctl",
        [18] = "pwrite64",
        [73] = "flock",
        [74] = "fsync",
        [75] = "fdatasync",
        [76] = "truncate",
        [77] = "ftruncate",
        [82] = "rename",
        [83] = "mkdir",
        [84] = "rmdir",
        [86] = "link",
        [87] = "unlink",
        [88] = "symlink",
        [90] = "chmod",
        [91] = "fchmod",
        [188] = "setxattr",
        [190] = "fsetxattr",
        [258] = "mkdirat",
        [259] = "mknodat",
        [260] = "fchownat",
        [263] = "unlinkat",
        [264] = "renameat",
        [265] = "linkat",
        [266] = "symlinkat",
        [268] = "fchmodat",
        [280] = "utimensat",
        [316] = "renameat2",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<ulong, string> Looking = new Dictionary<ulong, string>
    {
        [0] = "read",
        [3] = "close",
        [5] = "fstat",
        [8] = "lseek",
        [17] = "pread64",
        [138] = "fstatfs",
        [217] = "getdents64",
        [262] = "newfstatat",
        [267] = "readlinkat",
        [332] = "statx",
    }.ToFrozenDictionary();

    /// <summary>The name of the call on files that <paramref name="thread"/> is about to make; null for any other, and,
    /// unless <paramref name="all"/>, for one that only looks.</summary>
    public static string? FindName(int thread, in CallInfo call, bool all)
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
            throw new PlatformNotSupportedException("the numbers of the calls are those of x64");
        if (call.Number is OpenAt or OpenAt2)
            return all || Makes(thread, call)
                ? call.Number == OpenAt
                    ? "openat"
                    : "openat2"
                : null;
        return Changing.GetValueOrDefault(call.Number) ?? (all ? Looking.GetValueOrDefault(call.Number) : null);
    }

    /// <summary>openat2 has its flags in memory, first of all.</summary>
    private static bool Makes(int thread, in CallInfo call)
    {
        var flags =
            call.Number == OpenAt ? (nint)call.Third : Processes.Trace(Processes.Peek, thread, (nint)call.Third, 0);
        return (flags & OpenFlags.Create) != 0;
    }
}
