namespace NodeGc.Storage.Drivers.Overlay2;

/// <summary>
/// Which directory a short name stands for. Learnt from both the <c>link</c> file of each directory and the symbolic links in <c>l/</c>: after a
/// crash either may be missing, and where they disagree both are believed.
/// </summary>
internal sealed class ShortNames
{
    private static readonly HashSet<string> None = [];

    private readonly Dictionary<string, HashSet<string>> directories = new(StringComparer.Ordinal);

    /// <summary>All short names.</summary>
    public IReadOnlyCollection<string> All => directories.Keys;

    public void Add(string shortName, string directory)
    {
        if (!directories.TryGetValue(shortName, out var known)) directories.Add(shortName, known = new HashSet<string>(StringComparer.Ordinal));
        known.Add(directory);
    }

    /// <summary>The directories that <paramref name="shortName"/> may stand for; none where it is unknown.</summary>
    public IReadOnlyCollection<string> Find(string shortName) => directories.GetValueOrDefault(shortName, None);
}
