namespace NodeGc.Stores.Bolt;

/// <summary>A copy of a bbolt file, completely checked before anything in it is used.</summary>
internal sealed class BoltDatabase
{
    private BoltDatabase(BoltBucket root) => Root = root;

    /// <summary>The bucket that holds all others.</summary>
    public BoltBucket Root { get; }

    /// <summary>Opens a copied file.</summary>
    /// <exception cref="BoltException">The file is invalid.</exception>
    public static BoltDatabase Parse(ReadOnlyMemory<byte> content)
    {
        var meta = BoltMeta.Newest(offset => content[(int)Math.Min(offset, content.Length)..]);
        // The owner grows the file before it writes a page, so a complete file has all pages ever used.
        if (meta.HighPage > (ulong)(content.Length / meta.PageSize))
            throw new BoltException("truncated: the last pages are missing");
        var pages = new BoltPages(content, meta);
        new BoltCheck(pages).Check(meta.Root);
        return new BoltDatabase(BoltBucket.At(pages, meta.Root));
    }

    /// <summary>The bucket at <paramref name="path"/>, or null.</summary>
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
