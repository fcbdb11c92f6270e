using System.Runtime.InteropServices;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary><c>struct ptrace_syscall_info</c>: where a watched thread stands. Source: <c>linux/ptrace.h</c>.</summary>
[StructLayout(LayoutKind.Sequential, Size = 88)]
internal struct CallInfo
{
    public byte Moment;
    private readonly byte padding1;
    private readonly ushort padding2;
    public uint Architecture;
    public ulong InstructionPointer;
    public ulong StackPointer;

    /// <summary>The number of the call, while it is entered.</summary>
    public ulong Number;

    /// <summary>Its first three arguments, while it is entered.</summary>
    public ulong First;
    public ulong Second;
    public ulong Third;

    public readonly bool IsEntry => Moment == 1;

    public readonly bool IsExit => Moment == 2;
}
