using NodeGc.Testing.Stores.Engines;

namespace NodeGc.Stores.Tests.Damaging;

/// <summary>Which files of a store are metadata that could own something.</summary>
internal static class MetadataFiles
{
    private const int ShortestGivenName = 25;

    /// <summary>The files and links that are worth damaging, sorted by what they are. What owns nothing is left out:
    /// damage to it could only ever be harmless.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> In(StoreTree tree) =>
        [
            .. tree
                .Entries.Where(entry =>
                    entry.Value is not TreeEntry.Folder && !OwnsNothing(entry.Key) && !IsBindRecord(entry.Value)
                )
                .Select(entry => entry.Key)
                .GroupBy(SortOf)
                .OrderBy(sort => sort.Key, StringComparer.Ordinal)
                .Select(sort => sort.ToList()),
        ];

    /// <summary>The path with every name that an engine gave left out.</summary>
    private static string SortOf(string path) =>
        string.Join('/', path.Split('/').Select(part => part.Length >= ShortestGivenName ? "*" : part));

    /// <summary>The record of a bind mount names a path outside the store; without it an empty directory is left, with
    /// nothing to lose.</summary>
    private static bool IsBindRecord(TreeEntry entry) =>
        entry is TreeEntry.File file && file.Content.AsSpan().IndexOf("\"IsBindMount\":true"u8) >= 0;

    private static bool OwnsNothing(string path)
    {
        var name = Path.GetFileName(path);
        return name switch
        {
            // The data of volumes, and a container's output and files for its own use.
            "file" or "hostname" => true,
            _ when name.EndsWith("-json.log", StringComparison.Ordinal) => true,
            // Sizes and archives' headers say nothing of directories.
            "size" or "layersize" or "tar-split.json.gz" or ".migration-size" or ".migration-tardata" => true,
            // A mark that a layer is read-only now.
            "committed" => true,
            // Names of containers and links between them; keys of the solver. Neither names a directory.
            "linkgraph.db" or "cache.db" => true,
            // A layer that the engine was removing: its directory may be gone already, so that another name cannot be
            // told from a missing one; what it names is removed at the engine's next clean stop.
            _ when path.Contains("-removing/", StringComparison.Ordinal) => true,
            // Scratch, and stores that are not this one.
            _ => path.StartsWith("tmp-old/", StringComparison.Ordinal)
                || path.StartsWith("500000.500000/", StringComparison.Ordinal),
        };
    }
}
