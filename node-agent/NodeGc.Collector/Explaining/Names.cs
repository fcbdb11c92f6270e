namespace NodeGc.Collector.Explaining;

/// <summary>Normalises the names that people and engines use for the same resource.</summary>
internal static class Names
{
    private const string DefaultTag = "latest";
    private const string Init = "-init";

    /// <summary>What engines omit from names of Docker Hub images, longest first.</summary>
    private static readonly string[] DefaultRegistries =
    [
        "docker.io/library/",
        "index.docker.io/library/",
        "docker.io/",
        "index.docker.io/",
        "library/",
    ];

    /// <summary>The id without <c>sha256:</c> or a driver's name in front.</summary>
    public static string Bare(string name) => name[(name.LastIndexOfAny([':', '/']) + 1)..];

    /// <summary>A reference names a tag, or else a digest.</summary>
    public static bool IsTag(string reference) => !reference.Contains('@');

    /// <summary>A reference in the form that engines use: without the default registry, with a tag.</summary>
    public static string Reference(string text)
    {
        var registry = DefaultRegistries.FirstOrDefault(prefix => text.StartsWith(prefix, StringComparison.Ordinal));
        var name = registry is null ? text : text[registry.Length..];
        return IsTag(name) && name.LastIndexOf(':') <= name.LastIndexOf('/') ? $"{name}:{DefaultTag}" : name;
    }

    /// <summary>A container's name from a title such as <c>web (running)</c>.</summary>
    public static string OfContainer(string title)
    {
        var end = title.LastIndexOf(" (", StringComparison.Ordinal);
        return end < 0 ? title : title[..end];
    }

    /// <summary>The init directory of a container has the name of its read-write directory plus this suffix.</summary>
    public static bool IsInit(string name) => name.EndsWith(Init, StringComparison.Ordinal);

    /// <summary>The name of the read-write directory that a directory belongs to.</summary>
    public static string WithoutInit(string name) => IsInit(name) ? name[..^Init.Length] : name;
}
