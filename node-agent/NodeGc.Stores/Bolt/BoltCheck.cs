using System.Buffers.Binary;

namespace NodeGc.Stores.Bolt;

/// <summary>
/// Walks all pages of all buckets once. A page reached twice, keys out of order, a range outside its page, a page that
/// is neither or both in use and free: any of these means that the copy is inconsistent or the file damaged, and none
/// of it is used. The walk has its own stack: no file can make it recurse.
/// </summary>
internal sealed class BoltCheck(BoltPages pages)
{
    private const int BucketHead = 16;
    private const ulong FirstPage = 2;

    private readonly HashSet<ulong> taken = [];
    private readonly Stack<ulong> open = new();
    private readonly Stack<BoltPage> inline = new();

    /// <exception cref="BoltException">The first violation found.</exception>
    public void Check(ulong root)
    {
        open.Push(root);
        while (open.Count + inline.Count > 0)
        {
            if (inline.TryPop(out var page))
                CheckPage(page);
            else
                CheckPage(Take(open.Pop()));
        }
        CheckFreePages();
    }

    /// <summary>A corrupt pointer may lead to an intact older version of a page: only the freelist shows
    /// that.</summary>
    private void CheckFreePages()
    {
        if (pages.Meta.Freelist == BoltMeta.NoFreelist)
            return;
        foreach (var page in BoltFreelist.Read(pages))
            Claim(page);
        for (var page = FirstPage; page < pages.Meta.HighPage; page++)
        {
            if (!taken.Contains(page))
                throw new BoltException($"page {page} is neither in use nor free");
        }
    }

    private BoltPage Take(ulong number)
    {
        for (var i = 0UL; i < (ulong)pages.Length(number); i++)
            Claim(number + i);
        return pages.Get(number);
    }

    private void Claim(ulong number)
    {
        if (!taken.Add(number))
            throw new BoltException($"page {number} has two parents, or is both in use and free");
    }

    private void CheckPage(BoltPage page)
    {
        if (!page.IsLeaf && page.Count == 0)
            throw new BoltException("a branch has no children");
        page.RefuseGaps();
        for (var i = 0; i < page.Count; i++)
        {
            if (i > 0 && page.Key(i - 1).Span.SequenceCompareTo(page.Key(i).Span) >= 0)
                throw new BoltException("the keys of a page are out of order");
            if (page.IsLeaf)
                CheckEntry(page.Entry(i));
            else
                open.Push(page.Child(i));
        }
    }

    private void CheckEntry(BoltEntry entry)
    {
        if (!entry.IsBucket)
            return;
        if (entry.Value.Length < BucketHead)
            throw new BoltException($"the bucket {entry.Name} has no header");
        var root = BinaryPrimitives.ReadUInt64LittleEndian(entry.Value.Span);
        if (root != 0)
            open.Push(root);
        else
            inline.Push(Leaf(new BoltPage(entry.Value[BucketHead..])));
    }

    private static BoltPage Leaf(BoltPage page) =>
        page.IsLeaf ? page : throw new BoltException("the inline page of a bucket is not a leaf");
}
