using System.Text.RegularExpressions;

namespace NodeGc.Stores.Docker.Guarding;

/// <summary>The paths at which interrupted operations of engines leave something: the only ones that may be moved as
/// debris.</summary>
internal static partial class DebrisNames
{
    /// <summary>True for such a path, relative to the data root.</summary>
    public static bool IsOne(string path) => Known().IsMatch(path);

    /// <summary>True for what is debris only if it is empty: otherwise it may be the record of a layer.</summary>
    public static bool IsOnlyIfEmpty(string path) => ItemPaths.IsRecord(path);

    /// <summary>True for a removal in progress by aufs.</summary>
    public static bool IsAufsRemoval(string path) =>
        path.StartsWith("aufs/", StringComparison.Ordinal) && path.EndsWith("-removing", StringComparison.Ordinal);

    [GeneratedRegex(
        """
            ^(tmp-old
            |tmp/(GetImageBlob|docker-builder|docker-import-|docker-export-|docker-tarsplit
                 |buildkit-mount|qemu-check)[0-9]+
            |image/[a-z0-9-]+/layerdb/tmp/[A-Za-z0-9_-][^/]*
            |image/[a-z0-9-]+/layerdb/(sha256|mounts)/[0-9a-f]{64}
            |graph/_tmp/[A-Za-z0-9_-][^/]*
            |image/[a-z0-9-]+/imagedb/content/sha256/\.tmp-[^/]+
            |plugins/[0-9a-f]{64}-removing
            |(overlay2|fuse-overlayfs)/l/[A-Z0-9]{26}
            |[a-z0-9-]+(/dir|/subvolumes)?
                 /(check-overlayfs-support|opaque-bug-check|metacopy-check|userxattr|\.tmp-)[^/]*
            |aufs/(mnt|layers)/([0-9a-f]{64}(-init)?|[a-z0-9]{25})
            |aufs/(diff|mnt)/([0-9a-f]{64}(-init)?|[a-z0-9]{25})-removing
            |containers/[0-9a-f]{64}
            |buildkit/executor/[a-z0-9]{25})\z
            """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Known();
}
