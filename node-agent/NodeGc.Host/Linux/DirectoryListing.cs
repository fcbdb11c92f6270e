using System.Collections.Immutable;

namespace NodeGc.Host.Linux;

/// <summary>Lists whole directories of moderate size as owned values.</summary>
public static class DirectoryListing
{
    /// <summary>All entries in the order of the filesystem. Kinds are queried if the filesystem does not list
    /// them.</summary>
    /// <exception cref="LinuxException">The directory cannot be read.</exception>
    public static ImmutableArray<DirectoryEntry> List(this DirectoryHandle directory)
    {
        var entries = ImmutableArray.CreateBuilder<DirectoryEntry>();
        var chunk = new DirectoryChunk();
        DirectoryChunk.Seek(directory, 0);
        while (chunk.Fill(directory))
        {
            while (chunk.MoveNext())
            {
                if (KindOf(directory, chunk) is { } kind)
                    entries.Add(new DirectoryEntry(chunk.Name.ToFileName(), chunk.Inode, kind));
            }
        }
        return entries.DrainToImmutable();
    }

    /// <summary>The kind of the chunk's current entry; null if it has vanished.</summary>
    public static FileKind? KindOf(DirectoryHandle directory, DirectoryChunk chunk) =>
        chunk.Kind != FileKind.Unknown ? chunk.Kind : directory.FindStat(chunk.Name)?.Kind;
}
