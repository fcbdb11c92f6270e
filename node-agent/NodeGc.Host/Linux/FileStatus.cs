using NodeGc.Collector;
using NodeGc.Collector.Inventories;

namespace NodeGc.Host.Linux;

/// <summary>The result of <c>statx(2)</c>; links are never followed. Times are nanoseconds since 1970.</summary>
public readonly record struct FileStatus
{
    /// <summary><c>major &lt;&lt; 32 | minor</c>.</summary>
    public required ulong Device { get; init; }

    public required ulong Inode { get; init; }

    /// <summary>0 if the filesystem records no birth.</summary>
    public required long BornNanoseconds { get; init; }

    public required long ChangedNanoseconds { get; init; }

    public required long ModifiedNanoseconds { get; init; }

    /// <summary>Type and permission bits.</summary>
    public required ushort Mode { get; init; }

    public required uint LinkCount { get; init; }

    /// <summary>Allocated blocks of 512 bytes.</summary>
    public required long Blocks { get; init; }

    /// <summary>Apparent length in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>The mount id; 0 on kernels before 5.8, which do not report it.</summary>
    public required ulong MountId { get; init; }

    public FileKind Kind => (FileKind)(Mode >> 12);

    public Bytes Allocated => new(Blocks * 512);

    public Fingerprint Fingerprint => new(Device, Inode, BornNanoseconds);

    /// <summary>Birth, or the last change if no birth is recorded.</summary>
    public DateTimeOffset Born => At(BornNanoseconds != 0 ? BornNanoseconds : ChangedNanoseconds);

    /// <summary>The newest of birth, change and modification.</summary>
    public DateTimeOffset LastChanged =>
        At(Math.Max(BornNanoseconds, Math.Max(ChangedNanoseconds, ModifiedNanoseconds)));

    private static DateTimeOffset At(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100);
}
