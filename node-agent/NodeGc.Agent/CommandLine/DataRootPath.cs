namespace NodeGc.Agent.CommandLine;

/// <summary>Brings a path that a person typed into the form in which inventories name directories: relative to the data
/// root.</summary>
internal static class DataRootPath
{
    private const int MaxLinks = 40;

    /// <summary>The path relative to the data root; null where it does not lead below it. Links are followed on the way
    /// to the data root, since data roots are often links, but never inside: there a link belongs to a layer.</summary>
    public static string? Find(string dataRoot, string path) =>
        Follow(Path.GetFullPath(path), Follow(Path.GetFullPath(dataRoot), stop: null).Reached).Below;

    /// <summary>A path that is relative to the data root, without superfluous parts.</summary>
    public static string Clean(string path) => Path.GetFullPath("/" + path).Trim('/');

    /// <summary>What an absolute path may mean where the data root lies elsewhere than for its daemon, or was copied:
    /// its ends, longest first.</summary>
    public static IEnumerable<string> Ends(string path)
    {
        var clean = Clean(path);
        for (var slash = clean.IndexOf('/'); slash >= 0; slash = clean.IndexOf('/', slash + 1))
            yield return clean[(slash + 1)..];
    }

    /// <summary>Follows a path link by link until it comes to <paramref name="stop"/>, or to its end.</summary>
    private static (string Reached, string? Below) Follow(string path, string? stop)
    {
        var todo = new Stack<string>(Parts(path));
        var at = "/";
        for (var links = 0; ; )
        {
            if (at == stop && !todo.Contains(".."))
                return (at, string.Join('/', todo));
            if (!todo.TryPop(out var part) || links > MaxLinks)
                return (at, null);
            var next = Path.GetFullPath(Path.Join(at, part));
            var target = part == ".." ? null : new FileInfo(next).LinkTarget;
            if (target is null)
                at = next;
            else
                links++;
            if (target is not null && Path.IsPathRooted(target))
                at = "/";
            foreach (var step in target is null ? [] : Parts(target))
                todo.Push(step);
        }
    }

    private static IEnumerable<string> Parts(string path) =>
        path.Split('/').Where(part => part is not ("" or ".")).Reverse();
}
