using System.Collections.Immutable;
using NodeGc.Collector.Accounting;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Measuring;

/// <summary>Sizes of committed layer directories from earlier measurements. A committed layer never changes, so it is
/// walked once.</summary>
public sealed class SizeMemory
{
    /// <summary>Nothing is remembered.</summary>
    public static readonly SizeMemory Empty = new(ImmutableDictionary<string, RememberedSize>.Empty);

    internal SizeMemory(IReadOnlyDictionary<string, RememberedSize> sizes) => Sizes = sizes;

    /// <summary>How many directories are remembered.</summary>
    public int Count => Sizes.Count;

    internal IReadOnlyDictionary<string, RememberedSize> Sizes { get; }

    /// <summary>What the directory at <paramref name="path"/> takes, if its data directory is the one
    /// remembered.</summary>
    internal Extent? Find(string path, FileStatus data) =>
        Sizes.TryGetValue(path, out var known)
        && (known.Device, known.Inode, known.ChangedNanoseconds) == (data.Device, data.Inode, data.ChangedNanoseconds)
            ? known.Extent
            : null;
}
