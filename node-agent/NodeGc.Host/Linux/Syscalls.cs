using System.Runtime.InteropServices;

namespace NodeGc.Host.Linux;

/// <summary>The system calls themselves. Those without a wrapper in every libc use <c>syscall(2)</c> by
/// number.</summary>
internal static unsafe partial class Syscalls
{
    public const int CurrentDirectory = -100;
    public const int EmptyPath = 0x1000;
    public const int SymlinkNoFollow = 0x100;
    public const int DoNotSync = 0x4000;
    public const int RemoveDirectory = 0x200;

    /// <summary>STATX_BASIC_STATS | STATX_BTIME | STATX_MNT_ID.</summary>
    public const uint EverythingOfStatus = 0x7ff | 0x800 | 0x1000;

    public const int UnmountNoFollow = 8;

    public const uint RenameNoReplace = 1;
    public const uint RenameExchange = 2;
    public const int LockSharedNonBlocking = 1 | 4;
    public const int LockExclusiveNonBlocking = 2 | 4;
    public const int LockRelease = 8;

    /// <summary>KCMP_FILES.</summary>
    public const int FilesOfThread = 2;

    /// <summary>KCMP_FS.</summary>
    public const int FileSystemOfThread = 3;

    private const string C = "libc";

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
    private static readonly nint ReadEntriesNumber = IsArm ? 61 : 217;
    private static readonly nint RenameNumber = IsArm ? 276 : 316;
    private static readonly nint OpenNumber = 437;
    private static readonly nint IoPriorityNumber = IsArm ? 30 : 251;
    private static readonly nint CompareNumber = IsArm ? 272 : 312;

    public static int OpenAt2(int at, byte* path, OpenHow* how) =>
        (int)Call4(OpenNumber, at, (nint)path, (nint)how, sizeof(OpenHow));

    public static int ReadEntries(int fd, byte* buffer, int length) =>
        (int)Call3(ReadEntriesNumber, fd, (nint)buffer, length);

    public static int Rename(int from, byte* name, int to, byte* newName, uint flags) =>
        (int)Call5(RenameNumber, from, (nint)name, to, (nint)newName, (nint)flags);

    public static int SetIoPriority(int which, int who, int priority) =>
        (int)Call3(IoPriorityNumber, which, who, priority);

    /// <summary>Whether two threads share a resource; also false if the kernel does not support the call.</summary>
    public static bool AreSame(int thread, int other, int resource) =>
        Call5(CompareNumber, thread, other, resource, 0, 0) == 0;

    [LibraryImport(C, EntryPoint = "openat", SetLastError = true)]
    public static partial int OpenAt(int at, byte* path, int flags, uint mode);

    [LibraryImport(C, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int fd);

    [LibraryImport(C, EntryPoint = "statx", SetLastError = true)]
    public static partial int Status(int at, byte* path, int flags, uint mask, NativeStatus* status);

    [LibraryImport(C, EntryPoint = "readlinkat", SetLastError = true)]
    public static partial nint ReadLink(int at, byte* path, byte* target, nint length);

    [LibraryImport(C, EntryPoint = "symlinkat", SetLastError = true)]
    public static partial int MakeLink(byte* target, int at, byte* path);

    [LibraryImport(C, EntryPoint = "mkdirat", SetLastError = true)]
    public static partial int MakeDirectory(int at, byte* path, uint mode);

    [LibraryImport(C, EntryPoint = "unlinkat", SetLastError = true)]
    public static partial int Unlink(int at, byte* path, int flags);

    [LibraryImport(C, EntryPoint = "lseek", SetLastError = true)]
    public static partial long Seek(int fd, long offset, int whence);

    [LibraryImport(C, EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(int fd);

    [LibraryImport(C, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int fd, byte* buffer, nint length);

    [LibraryImport(C, EntryPoint = "pread", SetLastError = true)]
    public static partial nint Read(int fd, byte* buffer, nint length, long offset);

    [LibraryImport(C, EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int Truncate(int fd, long length);

    [LibraryImport(C, EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int fd, int operation);

    [LibraryImport(C, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int fd, nuint request, void* argument);

    [LibraryImport(C, EntryPoint = "umount2", SetLastError = true)]
    public static partial int Unmount(byte* path, int flags);

    [LibraryImport(C, EntryPoint = "unshare", SetLastError = true)]
    public static partial int Unshare(int flags);

    [LibraryImport(C, EntryPoint = "setns", SetLastError = true)]
    public static partial int SetNamespace(int fd, int kind);

    [LibraryImport(C, EntryPoint = "fstatfs", SetLastError = true)]
    public static partial int FileSystem(int fd, NativeFileSystem* facts);

    [LibraryImport(C, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call3(nint number, nint a, nint b, nint c);

    [LibraryImport(C, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call4(nint number, nint a, nint b, nint c, nint d);

    [LibraryImport(C, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call5(nint number, nint a, nint b, nint c, nint d, nint e);
}
