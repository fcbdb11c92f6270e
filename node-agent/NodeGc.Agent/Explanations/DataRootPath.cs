namespace NodeGc.Agent.Explanations;

/// <summary>Converts a path as typed by a user to the form that inventories use: relative to the data root.</summary>
internal static class DataRootPath
{
    private const int MaxLinks = 40;

    /// <summary>The path relative to the data root; null if it is not inside it. Links are followed on the way
    /// to the data root, since data roots are often links, but never inside: there a link belongs to a layer.</summary>
    public static string? Find(string dataRoot, string path) =>
        Follow(Path.GetFullPath(path), Follow(Path.GetFullPath(dataRoot), stop: null).Reached).Below;

    /// <summary>A path relative to the data root, normalized.</summary>
    public static string Clean(string path) => Path.GetFullPath("/" + path).Trim('/');

    /// <summary>All suffixes of an absolute path, longest first: candidates if the data root is mounted or copied to
    /// another place than its daemon uses.</summary>
    public static IEnumerable<string> Ends(string path)
    {
        var clean = Clean(path);
        for (var slash = clean.IndexOf('/'); slash >= 0; slash = clean.IndexOf('/', slash + 1))
            yield return clean[(slash + 1)..];
    }

    /// <summary>Follows a path link by link until it reaches <paramref name="stop"/> or its end.</summary>
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
