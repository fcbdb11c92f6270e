using System.Collections.Frozen;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace NodeGc.Api.Yaml;

/// <summary>One YAML document as JSON, with the line of each field.</summary>
/// <param name="Root">The value.</param>
/// <param name="Lines">Line, counted from 1, by path: <c>spec.protect.images[0]</c>.</param>
internal sealed record YamlDocument(JsonNode Root, FrozenDictionary<string, int> Lines)
{
    /// <exception cref="YamlException">Not YAML, or not exactly one document; its start tells where.</exception>
    public static YamlDocument Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        if (stream.Documents.Count != 1)
            throw new YamlException(Mark.Empty, Mark.Empty, $"The file holds {stream.Documents.Count} documents, and must hold one.");
        var reading = new YamlToJson();
        var root = reading.Convert("", stream.Documents[0].RootNode)
            ?? throw new YamlException(Mark.Empty, Mark.Empty, "The document is empty.");
        return new YamlDocument(root, reading.Lines.ToFrozenDictionary());
    }

    /// <summary>The line of the field, or of the nearest field around it that was written.</summary>
    public int LineOf(string field)
    {
        for (var path = field; path.Length > 0; path = Parent(path))
            if (Lines.TryGetValue(path, out var line)) return line;
        return 1;
    }

    private static string Parent(string path) => path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
}
