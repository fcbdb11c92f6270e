using System.Collections.Frozen;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace NodeGc.Api.Yaml;

/// <summary>A YAML document as JSON, with the line of each field.</summary>
/// <param name="Root">The value.</param>
/// <param name="Lines">Line, counted from 1, by path: <c>spec.protect.images[0]</c>.</param>
internal sealed record YamlDocument(JsonNode Root, FrozenDictionary<string, int> Lines)
{
    /// <exception cref="YamlException">Not YAML, or not exactly one document. Its start is the location.</exception>
    public static YamlDocument Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var roots = stream.Documents.Select(document => document.RootNode).Where(root => !IsEmpty(root)).ToList();
        if (roots.Count == 0)
            throw new YamlException(Mark.Empty, Mark.Empty, "The file contains no document.");
        if (roots.Count > 1)
            throw new YamlException(
                roots[1].Start,
                roots[1].End,
                $"The file contains {roots.Count} documents, but must contain exactly one. The second one starts here."
            );
        var reading = new YamlToJson();
        var value = reading.Convert("", roots[0])
            ?? throw new YamlException(Mark.Empty, Mark.Empty, "The document is empty.");
        return new YamlDocument(value, reading.Lines.ToFrozenDictionary());
    }

    /// <summary>Created by a separator before the first or after the last document. kubectl ignores it too.</summary>
    private static bool IsEmpty(YamlNode root) =>
        root is YamlScalarNode { Value: null or "" or "~" or "null", Style: ScalarStyle.Plain or ScalarStyle.Any };

    /// <summary>The line of the field, or of the nearest enclosing field that is present.</summary>
    public int LineOf(string field)
    {
        for (var path = field; path.Length > 0; path = Parent(path))
            if (Lines.TryGetValue(path, out var line))
                return line;
        return 1;
    }

    private static string Parent(string path) => path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
}
