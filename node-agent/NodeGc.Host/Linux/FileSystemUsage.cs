using NodeGc.Collector;
using NodeGc.Collector.Pressure;

namespace NodeGc.Host.Linux;

/// <summary>How full a filesystem is. Source: <c>statfs(2)</c>.</summary>
/// <param name="Kind">The filesystem's name, for example <c>ext4</c>, or its magic number in hexadecimal if
/// unknown.</param>
/// <param name="Total">Its size.</param>
/// <param name="Free">Free space including root's reserve.</param>
/// <param name="Available">Free space for all users.</param>
/// <param name="Inodes">Total inodes; 0 if not limited.</param>
/// <param name="FreeInodes">Free inodes.</param>
public sealed record FileSystemUsage(
    string Kind,
    Bytes Total,
    Bytes Free,
    Bytes Available,
    ulong Inodes,
    ulong FreeInodes
)
{
    /// <summary>The same for comparison with thresholds.</summary>
    public Fullness Fullness => new(Total - Free, Available, (long)(Inodes - FreeInodes), (long)FreeInodes);

    private const long BtrfsMagic = 0x9123683E;

    /// <summary>The usage of the filesystem that holds <paramref name="directory"/>.</summary>
    /// <exception cref="LinuxException">It cannot be opened.</exception>
    public static FileSystemUsage Read(string directory)
    {
        using var handle = DirectoryHandle.Open(directory);
        return Read(handle);
    }

    public static FileSystemUsage Read(DirectoryHandle directory) => Of(Ask(directory));

    internal static bool IsBtrfs(DirectoryHandle directory) => Ask(directory).Type == BtrfsMagic;

    private static unsafe NativeFileSystem Ask(DirectoryHandle directory)
    {
        NativeFileSystem facts;
        if (Syscalls.FileSystem(directory.Descriptor, &facts) != 0)
            throw Failure.Create("fstatfs", directory.Descriptor, PathBytes.Itself);
        GC.KeepAlive(directory);
        return facts;
    }

    private static FileSystemUsage Of(NativeFileSystem facts)
    {
        return new FileSystemUsage(
            KindOf(facts.Type),
            Amount(facts.Blocks),
            Amount(facts.FreeBlocks),
            Amount(facts.AvailableBlocks),
            facts.Inodes,
            facts.FreeInodes
        );
        Bytes Amount(ulong blocks) => new((long)blocks * facts.BlockSize);
    }

    /// <summary>Magic numbers of <c>linux/magic.h</c>.</summary>
    private static string KindOf(long magic) =>
        magic switch
        {
            0xEF53 => "ext4",
            0x58465342 => "xfs",
            BtrfsMagic => "btrfs",
            0x01021994 => "tmpfs",
            0x794C7630 => "overlayfs",
            0x2FC12FC1 => "zfs",
            0x6969 => "nfs",
            0xF2F52010 => "f2fs",
            _ => $"0x{magic:x}",
        };
}
