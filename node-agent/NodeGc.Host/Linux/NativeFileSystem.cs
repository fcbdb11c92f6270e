using System.Runtime.InteropServices;

namespace NodeGc.Host.Linux;

/// <summary><c>struct statfs</c> of 64-bit Linux: 120 bytes. Source: <c>asm-generic/statfs.h</c>.</summary>
[StructLayout(LayoutKind.Sequential, Size = 120)]
internal struct NativeFileSystem
{
    public long Type;
    public long BlockSize;
    public ulong Blocks;
    public ulong FreeBlocks;
    public ulong AvailableBlocks;
    public ulong Inodes;
    public ulong FreeInodes;
}
