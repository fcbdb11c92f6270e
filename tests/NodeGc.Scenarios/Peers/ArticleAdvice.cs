using System.Collections.Immutable;

namespace NodeGc.Scenarios.Peers;

/// <summary>The advice of an article: ids in <c>aufs/diff</c> that neither <c>docker images -a</c> nor <c>docker ps
/// -a</c> shows are dead. Before 1.10 that was nearly true.</summary>
internal static class ArticleAdvice
{
    /// <param name="dataRoot">The data root.</param>
    /// <param name="shown">The ids that the two commands show.</param>
    /// <returns>Relative to the data root.</returns>
    public static ImmutableSortedSet<string> WouldDelete(string dataRoot, params IEnumerable<string> shown) =>
        [
            .. Directory
                .GetDirectories(Path.Combine(dataRoot, "aufs/diff"))
                .Where(folder => !shown.Contains(Path.GetFileName(folder)))
                .Select(folder => $"aufs/diff/{Path.GetFileName(folder)}"),
        ];
}
