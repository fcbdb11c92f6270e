using System.Buffers.Binary;

namespace NodeGc.Stores.Bolt;

/// <summary>
/// A page of a bbolt file, or the inline page of a small bucket: a header followed by elements with the positions of
/// keys and values. Every range is checked against the page before it is read. Source: bbolt, <c>page.go</c>.
/// </summary>
internal readonly struct BoltPage
{
    public const int HeaderSize = 16;

    private const int ElementSize = 16;
    private const int BranchFlag = 1;
    private const int LeafFlag = 2;

    private readonly ReadOnlyMemory<byte> bytes;

    /// <exception cref="BoltException">It is neither a branch nor a leaf, or too short for its elements.</exception>
    public BoltPage(ReadOnlyMemory<byte> bytes)
    {
        this.bytes = bytes;
        if (bytes.Length < HeaderSize)
            throw new BoltException("a page is shorter than its header");
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[8..]);
        if (flags is not BranchFlag and not LeafFlag)
            throw new BoltException($"a page in the tree has flags {flags:x}");
        IsLeaf = flags == LeafFlag;
        Count = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[10..]);
        if (HeaderSize + Count * ElementSize > bytes.Length)
            throw new BoltException("a page is shorter than its elements");
    }

    public bool IsLeaf { get; }

    public int Count { get; }

    /// <summary>The page number in an element of a branch.</summary>
    public ulong Child(int index) => BinaryPrimitives.ReadUInt64LittleEndian(Element(index)[8..]);

    /// <summary>The key of an element, of branch or leaf.</summary>
    public ReadOnlyMemory<byte> Key(int index) =>
        IsLeaf ? Slice(index, U32(index, 4), U32(index, 8)) : Slice(index, U32(index, 0), U32(index, 4));

    /// <summary>The value of a leaf's element.</summary>
    public BoltEntry Entry(int index)
    {
        var value = Slice(index, (long)U32(index, 4) + U32(index, 8), U32(index, 12));
        return new BoltEntry(Key(index), value, IsBucket: (U32(index, 0) & 1) != 0);
    }

    /// <summary>
    /// The owner writes keys and values contiguously, directly after the elements. A gap or overlap means that the
    /// number of elements, a position or a length is corrupt.
    /// </summary>
    /// <exception cref="BoltException">There is one.</exception>
    public void RefuseGaps()
    {
        var end = (long)HeaderSize + Count * ElementSize;
        for (var i = 0; i < Count; i++)
        {
            var start = HeaderSize + i * ElementSize + (long)U32(i, IsLeaf ? 4 : 0);
            if (start != end)
                throw new BoltException("the keys and values of a page are not packed");
            end = start + (IsLeaf ? (long)U32(i, 8) + U32(i, 12) : U32(i, 4));
        }
    }

    private ReadOnlySpan<byte> Element(int index) => bytes.Span.Slice(HeaderSize + index * ElementSize, ElementSize);

    private uint U32(int index, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(Element(index)[offset..]);

    private ReadOnlyMemory<byte> Slice(int index, long position, long length)
    {
        var start = HeaderSize + index * ElementSize + position;
        if (start + length > bytes.Length)
            throw new BoltException("a key or value extends beyond its page");
        return bytes.Slice((int)start, (int)length);
    }
}
