using System.Runtime.InteropServices;

namespace NodeGc.Host.Linux;

/// <summary><c>struct statx_timestamp</c>. Source: <c>linux/stat.h</c>.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct NativeTime
{
    public long Seconds;
    public uint Nanoseconds;

    public readonly long TotalNanoseconds => Seconds * 1_000_000_000 + Nanoseconds;
}
