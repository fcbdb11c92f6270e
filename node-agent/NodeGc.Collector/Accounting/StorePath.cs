namespace NodeGc.Collector.Accounting;

/// <summary>Paths relative to a data root.</summary>
internal static class StorePath
{
    /// <summary>The parent directory of <paramref name="path"/>; empty at the top.</summary>
    public static string Above(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    /// <summary>True if <paramref name="path"/> is <paramref name="folder"/> or below it.</summary>
    public static bool IsAtOrBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal)
        && (path.Length == folder.Length || path[folder.Length] == '/');
}
