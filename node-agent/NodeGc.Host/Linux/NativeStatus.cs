using System.Runtime.InteropServices;

namespace NodeGc.Host.Linux;

/// <summary><c>struct statx</c>: 256 bytes, the same on every architecture. Source: <c>linux/stat.h</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct NativeStatus
{
    [FieldOffset(16)]
    public uint LinkCount;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;

    [FieldOffset(40)]
    public long Length;

    [FieldOffset(48)]
    public long Blocks;

    [FieldOffset(80)]
    public NativeTime Born;

    [FieldOffset(96)]
    public NativeTime Changed;

    [FieldOffset(112)]
    public NativeTime Modified;

    [FieldOffset(136)]
    public uint DeviceMajor;

    [FieldOffset(140)]
    public uint DeviceMinor;

    [FieldOffset(144)]
    public ulong MountId;

    public readonly FileKind Kind => (FileKind)(Mode >> 12);

    public readonly FileStatus ToStatus() =>
        new()
        {
            Device = (ulong)DeviceMajor << 32 | DeviceMinor,
            Inode = Inode,
            BornNanoseconds = Born.TotalNanoseconds,
            ChangedNanoseconds = Changed.TotalNanoseconds,
            ModifiedNanoseconds = Modified.TotalNanoseconds,
            Mode = Mode,
            LinkCount = LinkCount,
            Blocks = Blocks,
            Length = Length,
            MountId = MountId,
        };
}
