using System.Text.RegularExpressions;
using NodeGc.Agent.Reports;

namespace NodeGc.Agent.Explanations;

/// <summary>A path as the tables show it, with abbreviated IDs.</summary>
internal static partial class ShortPath
{
    /// <summary>The path with every abbreviated ID expanded, if exactly one name on disk matches it.</summary>
    /// <param name="dataRoot">The data root.</param>
    /// <param name="path">Relative to the data root, without links and dots.</param>
    public static string Expand(string dataRoot, string path)
    {
        var at = "";
        foreach (var part in path.Split('/'))
            at = Path.Join(at, FindFull(Path.Join(dataRoot, at), part) ?? part);
        return at;
    }

    private static string? FindFull(string folder, string part)
    {
        if (
            Abbreviated().Match(part) is not { Success: true } match
            || Path.Exists(Path.Join(folder, part))
            || !Directory.Exists(folder)
        )
            return null;
        var (id, ending) = (match.Groups[1].Value, match.Groups[2].Value);
        var full = Directory
            .EnumerateFileSystemEntries(folder, $"{id}*")
            .Select(Path.GetFileName)
            .OfType<string>()
            .Where(name => ShortIds.In(name) == part && name.EndsWith(ending, StringComparison.Ordinal))
            .Take(2)
            .ToList();
        return full.Count == 1 ? full[0] : null;
    }

    [GeneratedRegex(@"^([0-9a-f]{12})(|-.+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Abbreviated();
}
