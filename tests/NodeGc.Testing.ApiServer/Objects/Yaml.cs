using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace NodeGc.Testing.ApiServer.Objects;

/// <summary>YAML as the JSON that Kubernetes makes of it: YAML 1.2's core schema, anchors and merge keys
/// resolved.</summary>
internal static class Yaml
{
    public static JsonObject Object(string text) =>
        Documents(text).FirstOrDefault() ?? throw new FormatException("the YAML text holds no object");

    /// <summary>All documents that hold an object; empty documents are passed over.</summary>
    public static IEnumerable<JsonObject> Documents(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Select(document => Convert(document.RootNode)).OfType<JsonObject>();
    }

    private static JsonNode? Convert(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => Mapping(map),
            YamlSequenceNode list => new JsonArray([.. list.Select(Convert)]),
            YamlScalarNode scalar => Scalar(scalar),
            _ => null,
        };

    private static JsonObject Mapping(YamlMappingNode map)
    {
        var merged = map.Children.TryGetValue(new YamlScalarNode("<<"), out var others)
            ? (JsonObject)Convert(others)!
            : [];
        foreach (var (key, value) in map)
            if (key is YamlScalarNode { Value: not "<<" } name)
                merged[name.Value ?? ""] = Convert(value);
        return merged;
    }

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any))
            return JsonValue.Create(text);
        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ => Number(text) ?? JsonValue.Create(text),
        };
    }

    private static JsonValue? Number(string text)
    {
        if (!char.IsAsciiDigit(text[^1]) && text[^1] != '.')
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return JsonValue.Create(integer);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
            ? JsonValue.Create(real)
            : null;
    }
}
