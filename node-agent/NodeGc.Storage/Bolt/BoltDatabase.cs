namespace NodeGc.Storage.Bolt;

/// <summary>A copy of a bbolt file, checked from the root to the last value before anything in it is
/// believed.</summary>
internal sealed class BoltDatabase
{
    private BoltDatabase(BoltBucket root) => Root = root;

    /// <summary>The bucket that holds all others.</summary>
    public BoltBucket Root { get; }

    /// <summary>Opens a copied file.</summary>
    /// <exception cref="BoltException">Anything in it is not as it should be.</exception>
    public static BoltDatabase Parse(ReadOnlyMemory<byte> content)
    {
        var meta = BoltMeta.Newest(offset => content[(int)Math.Min(offset, content.Length)..]);
        // The owner lets the file grow before it writes a page, so a whole file holds all pages that were ever in use.
        if (meta.HighPage > (ulong)(content.Length / meta.PageSize))
            throw new BoltException("it is truncated: its last pages are missing");
        var pages = new BoltPages(content, meta);
        new BoltCheck(pages).Check(meta.Root);
        return new BoltDatabase(BoltBucket.At(pages, meta.Root));
    }

    /// <summary>The bucket at the end of <paramref name="path"/>; null where a step is missing.</summary>
    public BoltBucket? Find(params ReadOnlySpan<string> path)
    {
        var bucket = Root;
        foreach (var name in path)
        {
            if (bucket?.FindBucket(name) is not { } next)
                return null;
            bucket = next;
        }
        return bucket;
    }
}
