using System.Buffers.Binary;
using System.Collections.Immutable;

namespace NodeGc.Host.Linux;

/// <summary>
/// Queries btrfs subvolumes. A subvolume looks like a directory, but its inode number is always 256, it has its own
/// device, and a snapshot's times, including birth, are those of its source: only btrfs itself can identify it and its
/// age.
/// </summary>
public static unsafe class Subvolumes
{
    /// <summary>BTRFS_FIRST_FREE_OBJECTID: the inode number of the top directory of every subvolume.</summary>
    private const ulong TopInode = 256;

    private const int BufferBytes = 4096;

    /// <summary>BTRFS_MAX_ROOTREF_BUFFER_NUM: how many results fit the buffer.</summary>
    private const int MostAnswers = 255;

    /// <summary>Where <c>struct btrfs_ioctl_get_subvol_rootref_args</c> has the number of results.</summary>
    private const int CountAt = 8 + MostAnswers * 16;

    /// <summary>Where <c>struct btrfs_ioctl_ino_lookup_user_args</c> has the name and the path.</summary>
    private const int NameAt = 16,
        PathAt = 16 + 256;

    /// <summary>The status of an entry with a unique identity and age: for a subvolume its id as the inode, the device
    /// of <paramref name="folder"/>, and its creation time for all times. Null if it does not exist.</summary>
    /// <exception cref="LinuxException">EACCES, EIO, ...</exception>
    public static FileStatus? FindIdentity(this DirectoryHandle folder, PathBytes name)
    {
        if (folder.FindStat(name) is not { } status)
            return null;
        if (status is not { Kind: FileKind.Directory, Inode: TopInode })
            return status;
        using var directory = folder.TryOpenBeneath(name, out var errno);
        if (directory is null)
            return WithoutLooking(status, name, errno);
        return directory.FindSubvolume() is { } subvolume
            ? Identify(directory.Stat(), folder.Stat().Device, subvolume)
            : status;
    }

    /// <summary>The subvolume whose top directory this is, or null.</summary>
    /// <exception cref="LinuxException">EIO, ...</exception>
    public static Subvolume? FindSubvolume(this DirectoryHandle directory)
    {
        if (directory.Stat().Inode != TopInode || !FileSystemUsage.IsBtrfs(directory))
            return null;
        NativeSubvolume native;
        Check(directory, SubvolumeRequests.Describe, &native);
        return new Subvolume(
            native.TreeId,
            native.Created.TotalNanoseconds,
            (native.Flags & SubvolumeRequests.ReadOnlyInDescription) != 0
        );
    }

    /// <summary>The subvolumes directly in <paramref name="subvolume"/>, at any directory depth, but not those nested
    /// in them.</summary>
    /// <exception cref="LinuxException">ENAMETOOLONG: one is too deep; EPERM, EIO, ...</exception>
    public static ImmutableArray<NestedSubvolume> ListNested(this DirectoryHandle subvolume)
    {
        var nested = ImmutableArray.CreateBuilder<NestedSubvolume>();
        var answers = stackalloc byte[BufferBytes];
        var more = true;
        for (ulong least = 0; more; )
        {
            new Span<byte>(answers, BufferBytes).Clear();
            BinaryPrimitives.WriteUInt64LittleEndian(new Span<byte>(answers, 8), least);
            more = HasMore(subvolume, answers);
            for (var i = 0; i < answers[CountAt]; i++)
                nested.Add(FindName(subvolume, AnswerAt(answers, i)));
            least = BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(answers, 8));
        }
        return nested.DrainToImmutable();
    }

    /// <summary>Some of these requests return a positive number on success.</summary>
    internal static void Check(DirectoryHandle directory, nuint request, void* argument)
    {
        if (Syscalls.Control(directory.Descriptor, request, argument) < 0)
            throw Failure.Create("ioctl", directory.Descriptor, PathBytes.Itself);
        GC.KeepAlive(directory);
    }

    private static FileStatus Identify(FileStatus status, ulong device, Subvolume subvolume) =>
        status with
        {
            Device = device,
            Inode = subvolume.TreeId,
            BornNanoseconds = subvolume.BornNanoseconds,
            ChangedNanoseconds = subvolume.BornNanoseconds,
            ModifiedNanoseconds = subvolume.BornNanoseconds,
        };

    /// <summary>Mount points of other filesystems are not entries of this one; vanished entries no longer
    /// are.</summary>
    private static FileStatus? WithoutLooking(FileStatus status, PathBytes name, Errno errno) =>
        errno switch
        {
            Errno.EXDEV => status,
            Errno.ENOENT => null,
            _ => throw new LinuxException(errno, "openat2", name.ToString()),
        };

    /// <summary>The kernel returns EOVERFLOW if the buffer is full, and where to continue.</summary>
    private static bool HasMore(DirectoryHandle subvolume, byte* answers)
    {
        var result = Syscalls.Control(subvolume.Descriptor, SubvolumeRequests.ListNested, answers);
        GC.KeepAlive(subvolume);
        if (result >= 0)
            return false;
        return Failure.LastErrno == Errno.EOVERFLOW
            ? true
            : throw Failure.Create("ioctl", subvolume.Descriptor, PathBytes.Itself);
    }

    private static ReadOnlySpan<byte> AnswerAt(byte* answers, int index) => new(answers + 8 + index * 16, 16);

    private static NestedSubvolume FindName(DirectoryHandle subvolume, ReadOnlySpan<byte> answer)
    {
        var lookup = stackalloc byte[BufferBytes];
        new Span<byte>(lookup, BufferBytes).Clear();
        answer[8..].CopyTo(new Span<byte>(lookup, 8));
        answer[..8].CopyTo(new Span<byte>(lookup + 8, 8));
        Check(subvolume, SubvolumeRequests.FindName, lookup);
        var folder = TextAt(lookup + PathAt, BufferBytes - PathAt).TrimEnd((byte)'/');
        return new NestedSubvolume(
            folder.IsEmpty ? "." : FileName.From(folder),
            FileName.From(TextAt(lookup + NameAt, PathAt - NameAt))
        );
    }

    private static ReadOnlySpan<byte> TextAt(byte* start, int longest)
    {
        var text = new ReadOnlySpan<byte>(start, longest);
        var end = text.IndexOf((byte)0);
        return end < 0 ? text : text[..end];
    }
}
