using System.Collections.Immutable;

namespace NodeGc.Stores.Docker.Drivers.Overlay2;

/// <summary>
/// Maps short names to directories, from both the <c>link</c> file of each directory and the symbolic links in
/// <c>l/</c>: after a crash either may be missing, and if they disagree both count.
/// </summary>
internal sealed class ShortNames
{
    private readonly Dictionary<string, ImmutableArray<string>> directories = new(StringComparer.Ordinal);

    /// <summary>All short names.</summary>
    public IReadOnlyCollection<string> All => directories.Keys;

    public void Add(string shortName, string directory)
    {
        var known = directories.GetValueOrDefault(shortName, []);
        if (!known.Contains(directory))
            directories[shortName] = known.Add(directory);
    }

    /// <summary>The directories that <paramref name="shortName"/> may refer to; empty if it is unknown.</summary>
    public ImmutableArray<string> Find(string shortName) => directories.GetValueOrDefault(shortName, []);
}
