using NodeGc.Collector;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Measuring;

/// <summary>A file with hard links elsewhere.</summary>
internal readonly record struct SharedFile(ulong Device, ulong Inode, Bytes Size)
{
    public static SharedFile From(in FileStatus status) => new(status.Device, status.Inode, status.Allocated);
}
