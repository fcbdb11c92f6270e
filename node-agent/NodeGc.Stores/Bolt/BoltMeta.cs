using System.Buffers.Binary;

namespace NodeGc.Stores.Bolt;

/// <summary>One of the two meta pages of a bbolt file. Source: bbolt, <c>meta.go</c>.</summary>
/// <param name="PageSize">Bytes per page: the page size of the kernel that made the file.</param>
/// <param name="Root">Page of the root bucket.</param>
/// <param name="Freelist">Page of the freelist; <see cref="NoFreelist"/> if the owner does not store it.</param>
/// <param name="HighPage">All pages in use have a smaller number.</param>
/// <param name="Transaction">The transaction that wrote it; the meta page with the larger one is valid.</param>
internal readonly record struct BoltMeta(int PageSize, ulong Root, ulong Freelist, ulong HighPage, ulong Transaction)
{
    /// <summary>Its end as an offset from the start of its page.</summary>
    public const int End = BoltPage.HeaderSize + 64;

    /// <summary>The owner keeps the freelist only in memory (bbolt's <c>NoFreelistSync</c>).</summary>
    public const ulong NoFreelist = ulong.MaxValue;

    private const uint Magic = 0xED0CDAED;
    private const uint Version = 2;
    private const int ChecksumOffset = 56;

    private static readonly int[] PageSizes = [4096, 16384, 65536, 1024, 2048, 8192, 32768];

    /// <summary>The newest valid meta page; <paramref name="read"/> returns <see cref="End"/> bytes at an offset, or
    /// fewer at the end of the file.</summary>
    /// <exception cref="BoltException">Neither is valid.</exception>
    public static BoltMeta Newest(Func<long, ReadOnlyMemory<byte>> read)
    {
        var first = Find(read(0).Span, page: 0);
        var second = first is { } meta ? Find(read(meta.PageSize).Span, page: 1) : FindSecond(read);
        return (first, second) switch
        {
            ({ } a, { } b) => a.Transaction > b.Transaction ? a : b,
            ({ } a, null) => a,
            (null, { } b) => b,
            _ => throw new BoltException("both meta pages are invalid"),
        };
    }

    private static BoltMeta? FindSecond(Func<long, ReadOnlyMemory<byte>> read)
    {
        foreach (var size in PageSizes)
        {
            if (Find(read(size).Span, page: 1) is { } meta && meta.PageSize == size)
                return meta;
        }
        return null;
    }

    private static BoltMeta? Find(ReadOnlySpan<byte> bytes, ulong page)
    {
        if (bytes.Length < End || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != page)
            return null;
        var meta = bytes[BoltPage.HeaderSize..];
        var isValid =
            BinaryPrimitives.ReadUInt32LittleEndian(meta) == Magic
            && BinaryPrimitives.ReadUInt32LittleEndian(meta[4..]) == Version
            && BinaryPrimitives.ReadUInt64LittleEndian(meta[ChecksumOffset..]) == Fnv1a(meta[..ChecksumOffset]);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(meta[8..]);
        if (!isValid || !PageSizes.Contains((int)size))
            return null;
        return new BoltMeta(
            (int)size,
            BinaryPrimitives.ReadUInt64LittleEndian(meta[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(meta[32..]),
            BinaryPrimitives.ReadUInt64LittleEndian(meta[40..]),
            BinaryPrimitives.ReadUInt64LittleEndian(meta[48..])
        );
    }

    private static ulong Fnv1a(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in bytes)
            hash = (hash ^ b) * 1099511628211UL;
        return hash;
    }
}
