using System.Buffers.Binary;

namespace NodeGc.Host.Linux;

/// <summary>
/// A reusable buffer of raw directory entries: <see cref="Fill"/> it, then <see cref="MoveNext"/> through it. Nothing
/// is copied or allocated per entry. Source of the format: <c>struct linux_dirent64</c> of <c>getdents64(2)</c>.
/// </summary>
public sealed unsafe class DirectoryChunk(int capacity = DirectoryChunk.DefaultCapacity)
{
    public const int DefaultCapacity = 32 * 1024;

    private const int KindAt = 18;
    private const int NameAt = 19;

    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(capacity, pinned: true);
    private int filled;
    private int current;
    private int next;

    /// <summary>The entry's name; valid until the next <see cref="Fill"/>.</summary>
    public PathBytes Name => PathBytes.OfTerminated(buffer.AsSpan(current + NameAt, NameLength + 1));

    public FileKind Kind => (FileKind)buffer[current + KindAt];

    public ulong Inode => BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(current));

    /// <summary>The position after the current entry, for <see cref="Seek"/>.</summary>
    public long Position => BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(current + 8));

    private int NameLength => buffer.AsSpan(current + NameAt, next - current - NameAt).IndexOf((byte)0);

    private bool IsDots =>
        buffer[current + NameAt] == '.'
        && (
            buffer[current + NameAt + 1] == 0
            || (buffer[current + NameAt + 1] == '.' && buffer[current + NameAt + 2] == 0)
        );

    /// <summary>Reads the next entries of <paramref name="directory"/>; false at its end.</summary>
    /// <exception cref="LinuxException">ENOENT: the directory was removed meanwhile; EIO, ...</exception>
    public bool Fill(DirectoryHandle directory)
    {
        fixed (byte* start = buffer)
        {
            filled = Syscalls.ReadEntries(directory.Descriptor, start, buffer.Length);
            GC.KeepAlive(directory);
        }
        (current, next) = (0, 0);
        return filled >= 0 ? filled > 0 : throw Failure.Create("getdents64", directory.Descriptor, PathBytes.Itself);
    }

    /// <summary>Moves to the next entry that is not <c>.</c> or <c>..</c>; false if a new <see cref="Fill"/> is
    /// needed.</summary>
    public bool MoveNext()
    {
        while (next < filled)
        {
            current = next;
            next += BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(current + 16));
            if (!IsDots)
                return true;
        }
        return false;
    }

    /// <summary>Sets the reading position of <paramref name="directory"/>: 0 or an earlier
    /// <see cref="Position"/>.</summary>
    public static void Seek(DirectoryHandle directory, long position)
    {
        if (Syscalls.Seek(directory.Descriptor, position, 0) < 0)
            throw Failure.Create("lseek", directory.Descriptor, PathBytes.Itself);
        GC.KeepAlive(directory);
    }
}
