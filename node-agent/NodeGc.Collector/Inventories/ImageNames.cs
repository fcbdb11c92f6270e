namespace NodeGc.Collector.Inventories;

/// <summary>Takes names of images apart.</summary>
public static class ImageNames
{
    /// <summary>The repository of a name: the part before its tag or digest.</summary>
    public static string RepositoryOf(string name)
    {
        if (name.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at)
            return name[..at];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }

    /// <summary>A name by digest, which <c>docker images</c> shows as <c>&lt;none&gt;</c> if there is no tag.</summary>
    public static bool IsByDigest(string name) => name.Contains('@', StringComparison.Ordinal);
}
