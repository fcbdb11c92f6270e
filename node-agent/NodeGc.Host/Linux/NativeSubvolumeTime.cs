using System.Runtime.InteropServices;

namespace NodeGc.Host.Linux;

/// <summary><c>struct btrfs_ioctl_timespec</c>. Source: <c>linux/btrfs.h</c>.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct NativeSubvolumeTime
{
    public ulong Seconds;
    public uint Nanoseconds;

    public readonly long TotalNanoseconds => (long)Seconds * 1_000_000_000 + Nanoseconds;
}
