using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>A directory, or for debris any kind of file, as found on disk.</summary>
/// <param name="Path">Relative to the data root, <c>/</c>-separated, for example <c>overlay2/4df0…</c>.</param>
/// <param name="Fingerprint">Its identity, which must be unchanged when it is deleted.</param>
/// <param name="Born">Birth time, or the change time if the filesystem records no birth.</param>
/// <param name="LastChanged">The newest birth, change or modification time of the directory and of its data
/// directories.</param>
public sealed record DirectoryFacts(
    string Path,
    Fingerprint Fingerprint,
    DateTimeOffset Born,
    DateTimeOffset LastChanged
)
{
    /// <summary>Allocated bytes of the whole tree; null if not measured.</summary>
    public Bytes? Size { get; init; }

    /// <summary>Number of inodes of the whole tree; null if not measured.</summary>
    public long? Inodes { get; init; }

    /// <summary>Why it cannot be moved into a quarantine; null if it can.</summary>
    public string? Obstacle { get; init; }

    /// <summary>Other files and directories of the same resource, relative to the data root, that are moved together
    /// with it: aufs's <c>layers/…</c> and <c>mnt/…</c>, a volume's old record, a store's image metadata. They may be
    /// missing.</summary>
    public ImmutableArray<string> RelatedPaths { get; init; } = [];

    /// <summary>Symbolic links elsewhere in the store that point into this directory and are removed with it
    /// (overlay2's <c>l/…</c>), relative to the data root.</summary>
    public ImmutableArray<string> Links { get; init; } = [];
}
