using System.Runtime.InteropServices;

namespace NodeGc.Host.Linux;

/// <summary><c>struct btrfs_ioctl_get_subvol_info_args</c>: 504 bytes. Source: <c>linux/btrfs.h</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 504)]
internal struct NativeSubvolume
{
    [FieldOffset(0)]
    public ulong TreeId;

    [FieldOffset(288)]
    public ulong Flags;

    [FieldOffset(392)]
    public NativeSubvolumeTime Created;
}
