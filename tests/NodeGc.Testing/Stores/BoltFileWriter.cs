using System.Buffers.Binary;
using System.Text;

namespace NodeGc.Testing.Stores;

/// <summary>
/// Writes a bbolt file such as an engine leaves: two meta pages, an empty freelist, one leaf page per bucket, and
/// buckets without buckets of their own within their parents. Source of the format: bbolt, <c>page.go</c> and
/// <c>meta.go</c>.
/// </summary>
public sealed class BoltFileWriter
{
    private const int PageSize = 4096;
    private const int Header = 16;
    private const int FirstFreePage = 3;

    private readonly List<byte[]> pages = [];

    /// <summary>The file's bytes.</summary>
    public static byte[] Write(BoltBucketContent root) => new BoltFileWriter().ToBytes(root);

    private byte[] ToBytes(BoltBucketContent root)
    {
        var rootPage = Add(root);
        var high = (ulong)(FirstFreePage + pages.Sum(page => page.Length / PageSize));
        byte[][] all = [Meta(0, rootPage, high), Meta(1, rootPage, high), Page(2, flags: 16, []), .. pages];
        return [.. all.SelectMany(page => page)];
    }

    /// <summary>Writes the children first, so that the page can name theirs.</summary>
    private ulong Add(BoltBucketContent bucket)
    {
        var entries = bucket
            .Values.Select(value => (value.Key, value.Value, IsBucket: false))
            .Concat(bucket.Buckets.Select(child => (child.Key, Value: Head(child.Value), IsBucket: true)))
            .ToList();
        var number = (ulong)(FirstFreePage + pages.Sum(page => page.Length / PageSize));
        pages.Add(Padded(Leaf(number, entries)));
        return number;
    }

    private byte[] Head(BoltBucketContent bucket)
    {
        var head = new byte[Header];
        if (bucket.Buckets.Count == 0)
            return [.. head, .. Leaf(0, [.. bucket.Values.Select(value => (value.Key, value.Value, false))])];
        BinaryPrimitives.WriteUInt64LittleEndian(head, Add(bucket));
        return head;
    }

    private static byte[] Leaf(ulong number, List<(string Key, byte[] Value, bool IsBucket)> entries)
    {
        var sorted = entries
            .Select(entry => (Key: Encoding.UTF8.GetBytes(entry.Key), entry.Value, entry.IsBucket))
            .ToList();
        sorted.Sort((a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
        var elements = new byte[sorted.Count * Header];
        var content = new List<byte>();
        for (var i = 0; i < sorted.Count; i++)
        {
            var element = elements.AsSpan(i * Header);
            BinaryPrimitives.WriteUInt32LittleEndian(element, sorted[i].IsBucket ? 1u : 0u);
            BinaryPrimitives.WriteUInt32LittleEndian(element[4..], (uint)((sorted.Count - i) * Header + content.Count));
            BinaryPrimitives.WriteUInt32LittleEndian(element[8..], (uint)sorted[i].Key.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(element[12..], (uint)sorted[i].Value.Length);
            content.AddRange([.. sorted[i].Key, .. sorted[i].Value]);
        }
        return WithHeader(number, flags: 2, sorted.Count, [.. elements, .. content]);
    }

    private static byte[] Meta(ulong number, ulong root, ulong high)
    {
        var meta = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(meta, 0xED0CDAED);
        BinaryPrimitives.WriteUInt32LittleEndian(meta.AsSpan(4), 2);
        BinaryPrimitives.WriteUInt32LittleEndian(meta.AsSpan(8), PageSize);
        BinaryPrimitives.WriteUInt64LittleEndian(meta.AsSpan(16), root);
        BinaryPrimitives.WriteUInt64LittleEndian(meta.AsSpan(32), 2);
        BinaryPrimitives.WriteUInt64LittleEndian(meta.AsSpan(40), high);
        BinaryPrimitives.WriteUInt64LittleEndian(meta.AsSpan(48), number);
        var hash = 14695981039346656037UL;
        foreach (var b in meta.AsSpan(0, 56))
            hash = (hash ^ b) * 1099511628211UL;
        BinaryPrimitives.WriteUInt64LittleEndian(meta.AsSpan(56), hash);
        return Page(number, flags: 4, meta);
    }

    private static byte[] Page(ulong number, ushort flags, byte[] content) =>
        Padded(WithHeader(number, flags, 0, content));

    private static byte[] WithHeader(ulong number, ushort flags, int count, byte[] content)
    {
        var header = new byte[Header];
        BinaryPrimitives.WriteUInt64LittleEndian(header, number);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), flags);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(10), (ushort)count);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), (uint)((Header + content.Length - 1) / PageSize));
        return [.. header, .. content];
    }

    private static byte[] Padded(byte[] page) => [.. page, .. new byte[(PageSize - page.Length % PageSize) % PageSize]];
}
