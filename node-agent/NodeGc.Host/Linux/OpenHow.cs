using System.Runtime.InteropServices;

namespace NodeGc.Host.Linux;

/// <summary><c>struct open_how</c> of <c>openat2(2)</c>. Source: <c>linux/openat2.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OpenHow
{
    /// <summary>RESOLVE_NO_XDEV: no component may be another mount.</summary>
    public const ulong SameMount = 0x01;

    /// <summary>RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS: no component may be a link.</summary>
    public const ulong NoLinks = 0x02 | 0x04;

    /// <summary>RESOLVE_BENEATH: the result is below the directory it was opened from; <c>..</c> cannot leave
    /// it.</summary>
    public const ulong Beneath = 0x08;

    /// <summary>RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS: as seen by a process whose root is the directory it was opened
    /// from.</summary>
    public const ulong WithinRoot = 0x10 | 0x02;

    public ulong Flags;
    public ulong Mode;
    public ulong Resolve;
}
