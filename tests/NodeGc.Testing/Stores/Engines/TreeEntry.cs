namespace NodeGc.Testing.Stores.Engines;

/// <summary>What lies at a path of a <see cref="StoreTree"/>.</summary>
public abstract record TreeEntry
{
    private TreeEntry() { }

    /// <summary>A directory.</summary>
    public sealed record Folder : TreeEntry;

    /// <summary>A regular file.</summary>
    public sealed record File(byte[] Content) : TreeEntry;

    /// <summary>A symbolic link.</summary>
    public sealed record Link(string Target) : TreeEntry;
}
