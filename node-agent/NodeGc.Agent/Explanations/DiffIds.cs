using System.Collections.Immutable;

namespace NodeGc.Agent.Explanations;

/// <summary>Finds layers by the digest of their own content, the diff id, as <c>docker image inspect</c> prints it
/// under <c>RootFS.Layers</c>.</summary>
internal static class DiffIds
{
    private const string Digest = "sha256:";
    private const int ShortestAbbreviation = 4;
    private const int Length = 71;

    /// <summary>The chain ids of the layers whose diff id is, or begins with, <paramref name="text"/>; with or without
    /// <c>sha256:</c>.</summary>
    public static ImmutableArray<string> Find(string dataRoot, string driver, string text)
    {
        var hex = text.StartsWith(Digest, StringComparison.Ordinal) ? text[Digest.Length..] : text;
        var layers = new DirectoryInfo(Path.Join(dataRoot, "image", driver, "layerdb", "sha256"));
        if (hex.Length < ShortestAbbreviation || hex.Any(digit => !char.IsAsciiHexDigitLower(digit)) || !layers.Exists)
            return [];
        var found = layers
            .EnumerateDirectories()
            .Where(layer => DiffOf(layer).StartsWith(Digest + hex, StringComparison.Ordinal));
        return [.. found.Select(layer => Digest + layer.Name).Order(StringComparer.Ordinal)];
    }

    private static string DiffOf(DirectoryInfo layer)
    {
        var file = new FileInfo(Path.Join(layer.FullName, "diff"));
        return file is { Exists: true, LinkTarget: null, Length: Length } ? File.ReadAllText(file.FullName) : "";
    }
}
