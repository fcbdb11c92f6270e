using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Measuring;

/// <summary>Cached sizes of committed layer directories. A committed layer never changes, so it is walked only
/// once.</summary>
public sealed class SizeMemory
{
    /// <summary>An empty cache.</summary>
    public static readonly SizeMemory Empty = new(ImmutableDictionary<string, RememberedSize>.Empty);

    internal SizeMemory(IReadOnlyDictionary<string, RememberedSize> sizes) => Sizes = sizes;

    /// <summary>Number of cached directories.</summary>
    public int Count => Sizes.Count;

    internal IReadOnlyDictionary<string, RememberedSize> Sizes { get; }

    /// <summary>The size of the directory at <paramref name="path"/>, if its data directory is unchanged.</summary>
    internal Extent? Find(string path, FileStatus data) =>
        Sizes.TryGetValue(path, out var known)
        && (known.Device, known.Inode, known.ChangedNanoseconds) == (data.Device, data.Inode, data.ChangedNanoseconds)
            ? known.Extent
            : null;
}
