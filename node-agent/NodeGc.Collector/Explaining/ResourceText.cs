using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Recognises what a person typed.</summary>
internal static class ResourceText
{
    private const int ShortestAbbreviation = 4;

    public static bool Matches(Resource resource, string text) =>
        resource.Id.Name == text
        || resource.Title.Split(' ').Contains(text)
        || (resource.Directory is { } directory && IsAtOrBelow(text, directory))
        || (text.Length >= ShortestAbbreviation && BareId(resource.Id.Name).StartsWith(text, StringComparison.Ordinal));

    private static bool IsAtOrBelow(string path, DirectoryFacts directory) =>
        path == directory.Path || path.StartsWith(directory.Path + "/", StringComparison.Ordinal) || directory.Links.Contains(path);

    /// <summary>The id without <c>sha256:</c> or a driver's name in front.</summary>
    private static string BareId(string name) => name[(name.LastIndexOfAny([':', '/']) + 1)..];
}
