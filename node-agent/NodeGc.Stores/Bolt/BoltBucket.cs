using System.Buffers.Binary;

namespace NodeGc.Stores.Bolt;

/// <summary>A bucket of a database whose integrity was checked when it was opened.</summary>
internal sealed class BoltBucket
{
    private const int HeadSize = 16;
    private const int MaxDepth = 64;

    private readonly BoltPages pages;
    private readonly ulong root;
    private readonly BoltPage? inline;

    private BoltBucket(BoltPages pages, ulong root, BoltPage? inline) =>
        (this.pages, this.root, this.inline) = (pages, root, inline);

    /// <summary>The bucket whose tree starts at the page <paramref name="root"/>.</summary>
    public static BoltBucket At(BoltPages pages, ulong root) => new(pages, root, null);

    /// <summary>The bucket in the value of an entry: a separate tree, or an inline page.</summary>
    /// <exception cref="BoltException">The value is too short to be one.</exception>
    public static BoltBucket From(BoltPages pages, BoltEntry entry)
    {
        if (!entry.IsBucket || entry.Value.Length < HeadSize)
            throw new BoltException($"the bucket {entry.Name} has no header");
        var root = BinaryPrimitives.ReadUInt64LittleEndian(entry.Value.Span);
        return new BoltBucket(pages, root, root == 0 ? new BoltPage(entry.Value[HeadSize..]) : null);
    }

    /// <summary>All entries, in the order of their keys.</summary>
    /// <exception cref="BoltException">The tree is damaged or a page has two parents.</exception>
    public IEnumerable<BoltEntry> Entries()
    {
        if (inline is { IsLeaf: false })
            throw new BoltException("the inline page of a bucket is not a leaf");
        return inline is { } page ? Leaf(page) : Tree();
    }

    /// <summary>The buckets among the entries, by name.</summary>
    public IEnumerable<(string Name, BoltBucket Bucket)> Buckets() =>
        Entries().Where(entry => entry.IsBucket).Select(entry => (entry.Name, From(pages, entry)));

    /// <summary>The bucket <paramref name="name"/>, or null.</summary>
    public BoltBucket? FindBucket(string name) => Buckets().FirstOrDefault(bucket => bucket.Name == name).Bucket;

    /// <summary>The values among the entries, by name.</summary>
    public IEnumerable<(string Name, string Text)> Values() =>
        Entries().Where(entry => !entry.IsBucket).Select(entry => (entry.Name, entry.Text));

    private IEnumerable<BoltEntry> Tree()
    {
        var seen = new HashSet<ulong>();
        var open = new Stack<(ulong Page, int Depth)>([(root, 0)]);
        while (open.TryPop(out var next))
        {
            if (next.Depth > MaxDepth || !seen.Add(next.Page))
                throw new BoltException($"page {next.Page} is its own ancestor");
            var page = pages.Get(next.Page);
            if (page.IsLeaf)
            {
                foreach (var entry in Leaf(page))
                    yield return entry;
            }
            for (var i = page.IsLeaf ? -1 : page.Count - 1; i >= 0; i--)
                open.Push((page.Child(i), next.Depth + 1));
        }
    }

    private static IEnumerable<BoltEntry> Leaf(BoltPage page) => Enumerable.Range(0, page.Count).Select(page.Entry);
}
