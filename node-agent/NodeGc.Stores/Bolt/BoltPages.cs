using System.Buffers.Binary;

namespace NodeGc.Stores.Bolt;

/// <summary>The pages of a copied bbolt file, by number.</summary>
internal sealed class BoltPages(ReadOnlyMemory<byte> content, BoltMeta meta)
{
    /// <summary>The newest meta page.</summary>
    public BoltMeta Meta => meta;

    /// <summary>A branch or leaf page including overflow pages.</summary>
    /// <exception cref="BoltException">It is outside the file, or has another page's number.</exception>
    public BoltPage Get(ulong number) => new(Content(number));

    /// <summary>The bytes of a page of any kind including its header and overflow pages.</summary>
    /// <exception cref="BoltException">It is outside the file, or has another page's number.</exception>
    public ReadOnlyMemory<byte> Content(ulong number) => content.Slice(Start(number), Length(number) * meta.PageSize);

    /// <summary>How many consecutive pages the page <paramref name="number"/> takes.</summary>
    public int Length(ulong number)
    {
        var header = content.Span.Slice(Start(number), BoltPage.HeaderSize);
        if (BinaryPrimitives.ReadUInt64LittleEndian(header) != number)
            throw new BoltException($"page {number} is not at its position");
        var length = 1UL + BinaryPrimitives.ReadUInt32LittleEndian(header[12..]);
        return IsInside(number, length)
            ? (int)length
            : throw new BoltException($"page {number} extends beyond the end of the file");
    }

    private int Start(ulong number) =>
        number >= 2 && IsInside(number, 1)
            ? (int)number * meta.PageSize
            : throw new BoltException($"page {number} is outside the file");

    private bool IsInside(ulong number, ulong length) =>
        number < meta.HighPage
        && length <= meta.HighPage - number
        && (number + length) * (ulong)meta.PageSize <= (ulong)content.Length;
}
