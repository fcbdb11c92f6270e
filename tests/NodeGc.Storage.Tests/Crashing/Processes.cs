using System.Runtime.InteropServices;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>The system calls with which a process makes another, watches what it does, and kills it.</summary>
internal static partial class Processes
{
    public const int TraceMe = 0,
        Peek = 2,
        Resume = 24,
        SetOptions = 0x4200,
        GetCall = 0x420e;

    /// <summary>PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL.</summary>
    public const int Options = 1 | 8 | 0x100000;

    /// <summary>__WALL: threads of children as well.</summary>
    public const int AllKinds = 0x40000000;

    public const int Kill = 9,
        Stop = 19,
        Trap = 5,
        TrapOfCall = Trap | 0x80;

    [LibraryImport("libc", EntryPoint = "fork", SetLastError = true)]
    public static partial int Fork();

    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitAtOnce(int code);

    [LibraryImport("libc", EntryPoint = "raise")]
    public static partial int Raise(int signal);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Send(int process, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    public static partial int Wait(int process, out int status, int options);

    [LibraryImport("libc", EntryPoint = "ptrace", SetLastError = true)]
    public static partial nint Trace(int request, int process, nint address, nint data);

    [LibraryImport("libc", EntryPoint = "ptrace", SetLastError = true)]
    public static partial nint Trace(int request, int process, nint size, out CallInfo info);

    /// <summary>A call without an effect, by which a child signals its tracer.</summary>
    [LibraryImport("libc", EntryPoint = "getpgid")]
    public static partial int Signpost(int number);
}
