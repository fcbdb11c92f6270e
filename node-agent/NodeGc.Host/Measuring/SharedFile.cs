using NodeGc.Collector;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Measuring;

/// <summary>A file with hard links elsewhere.</summary>
public readonly record struct SharedFile(ulong Device, ulong Inode, Bytes Size)
{
    public static SharedFile From(in FileStatus status) => new(status.Device, status.Inode, status.Allocated);
}
