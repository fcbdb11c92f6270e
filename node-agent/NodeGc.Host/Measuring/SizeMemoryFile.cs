using System.Buffers.Binary;
using System.Text;
using NodeGc.Collector;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Measuring;

/// <summary>
/// Stores a <see cref="SizeMemory"/> in a file: the magic with its version, a count, the entries, a CRC-32C over all
/// before it; little endian. It is a cache: a damaged or foreign file is ignored, and the next measurement writes a new
/// one.
/// </summary>
/// <param name="path">The file; its folder must exist.</param>
public sealed class SizeMemoryFile(string path)
{
    private const ulong Magic = 0x32_45_5A_49_53_43_47_4E; // "NGCSIZE2"
    private const int LongestFile = 64 * 1024 * 1024;

    /// <summary>The cached sizes; empty, with a note, if the file is damaged, and without one if it does not
    /// exist.</summary>
    public SizeMemory Load(out string? note)
    {
        note = null;
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return SizeMemory.Empty;
            if (file.Length <= LongestFile)
                return Decode(File.ReadAllBytes(path));
            note = $"{path} is too long for a size cache; all directories are measured again";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            note = $"{path} cannot be used ({error.Message}); all directories are measured again";
        }
        return SizeMemory.Empty;
    }

    /// <summary>Replaces the file in one step.</summary>
    /// <exception cref="IOException">The disk is full, or the folder is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory is not writable.</exception>
    public void Save(SizeMemory memory)
    {
        AtomicFile.Replace(path, Encode(memory));
    }

    private static byte[] Encode(SizeMemory memory)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(memory.Count);
        foreach (var (directory, known) in memory.Sizes)
        {
            writer.Write(directory);
            writer.Write(known.Device);
            writer.Write(known.Inode);
            writer.Write(known.ChangedNanoseconds);
            writer.Write(known.Extent.Bytes.Value);
            writer.Write(known.Extent.Inodes);
        }
        writer.Flush();
        writer.Write(Checksum.Compute(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        return bytes.ToArray();
    }

    private static SizeMemory Decode(byte[] bytes)
    {
        var content = bytes.AsSpan(0, Math.Max(0, bytes.Length - sizeof(uint)));
        if (content.Length < sizeof(ulong) || BinaryPrimitives.ReadUInt64LittleEndian(content) != Magic)
            throw new InvalidDataException("not a size cache of this version");
        if (Checksum.Compute(content) != BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(content.Length)))
            throw new InvalidDataException("its checksum does not match");
        using var reader = new BinaryReader(
            new MemoryStream(bytes, sizeof(ulong), content.Length - sizeof(ulong)),
            Encoding.UTF8
        );
        var sizes = new Dictionary<string, RememberedSize>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--)
            sizes[reader.ReadString()] = ReadSize(reader);
        return new SizeMemory(sizes);
    }

    private static RememberedSize ReadSize(BinaryReader reader) =>
        new(
            reader.ReadUInt64(),
            reader.ReadUInt64(),
            reader.ReadInt64(),
            new Extent(new Bytes(reader.ReadInt64()), reader.ReadInt64())
        );
}
