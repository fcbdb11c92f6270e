using System.Security.Cryptography;

namespace NodeGc.Storage.Tests.Sweeping;

/// <summary>A data root as text, quarantines left out: names, kinds, modes, owners, link targets, inodes, and, below
/// the homes of drivers and the folders of the engine's records, link counts, times and content.</summary>
internal static class TreeSnapshot
{
    private const int HomesEndAt = 2;

    /// <summary>What a snapshot has in place of a subvolume nested in its source: an empty directory whose time is
    /// whenever it is asked for.</summary>
    private const string EmptySubvolume = "2";

    public static string Take(string root)
    {
        var entries = TempTree.Run("find", root, "-mindepth", "1", "-printf", "%P\t%y %m %U:%G\t%i\t%n %s %T@\t%l\\0");
        var kept = entries
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('\t'))
            .Where(entry => !IsQuarantine(entry[0]));
        return string.Join('\n', kept.Select(entry => Describe(root, entry)).Order(StringComparer.Ordinal));
    }

    private static bool IsQuarantine(string path) =>
        path.Split('/').Any(part => part.StartsWith(".nodegc", StringComparison.Ordinal));

    private static string Describe(string root, string[] entry)
    {
        var (path, status, inode, change, target) = (entry[0], entry[1], entry[2], entry[3], entry[4]);
        if (status[0] == 'l')
            return $"{path} {status} -> {target}"; // Short links are recreated.
        var isAroundItems =
            path.EndsWith("/sha256", StringComparison.Ordinal)
            || path.EndsWith("/layerdb/tmp", StringComparison.Ordinal);
        var isInHome = path.Count(letter => letter == '/') >= HomesEndAt && inode != EmptySubvolume && !isAroundItems;
        return $"{path} {status} {inode} {(isInHome ? change : "")} "
            + $"{(status[0] == 'f' ? Digest(Path.Combine(root, path)) : "")}";
    }

    private static string Digest(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
