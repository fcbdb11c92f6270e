namespace NodeGc.Agent.CommandLine;

/// <summary>Brings a path that a person typed into the form in which inventories name directories.</summary>
internal static class DataRootPath
{
    /// <summary><paramref name="subject"/> relative to <paramref name="dataRoot"/> where it lies below it, else unchanged: it may be an id.</summary>
    public static string Relative(string dataRoot, string subject)
    {
        if (!subject.Contains('/')) return subject;
        var relative = Path.GetRelativePath(Resolve(dataRoot), Resolve(Path.GetFullPath(subject)));
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? subject.TrimEnd('/') : relative;
    }

    /// <summary>The path with a link at its longest existing beginning resolved: data roots are often links.</summary>
    private static string Resolve(string path)
    {
        for (var at = path; at is not null; at = Path.GetDirectoryName(at))
            if (Path.Exists(at) && new DirectoryInfo(at).ResolveLinkTarget(returnFinalTarget: true) is { } target)
                return Path.Join(target.FullName, path[at.Length..]);
        return path;
    }
}
