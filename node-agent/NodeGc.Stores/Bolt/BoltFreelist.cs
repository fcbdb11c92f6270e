using System.Buffers.Binary;

namespace NodeGc.Stores.Bolt;

/// <summary>The pages that no bucket uses in the newest transaction. Source: bbolt,
/// <c>freelist.go</c>.</summary>
internal static class BoltFreelist
{
    private const int Flag = 16;
    private const int IdSize = 8;

    /// <summary>From this count on, the actual count is the first number of the list.</summary>
    private const int Overflown = 0xFFFF;

    /// <summary>The pages of the freelist itself, then the free pages.</summary>
    /// <exception cref="BoltException">It is not a freelist, or longer than its page.</exception>
    public static IEnumerable<ulong> Read(BoltPages pages)
    {
        var number = pages.Meta.Freelist;
        var content = pages.Content(number);
        if (BinaryPrimitives.ReadUInt16LittleEndian(content.Span[8..]) != Flag)
            throw new BoltException($"page {number} is not the freelist");
        for (var i = 0; i < pages.Length(number); i++)
            yield return number + (ulong)i;
        var ids = Ids(content[BoltPage.HeaderSize..], BinaryPrimitives.ReadUInt16LittleEndian(content.Span[10..]));
        for (var i = 0; i < ids.Length; i += IdSize)
            yield return BinaryPrimitives.ReadUInt64LittleEndian(ids.Span[i..]);
    }

    private static ReadOnlyMemory<byte> Ids(ReadOnlyMemory<byte> list, ulong count)
    {
        if (count == Overflown)
            (count, list) = (BinaryPrimitives.ReadUInt64LittleEndian(list.Span), list[IdSize..]);
        return count <= (ulong)(list.Length / IdSize)
            ? list[..(int)(count * IdSize)]
            : throw new BoltException("the freelist is longer than its page");
    }
}
