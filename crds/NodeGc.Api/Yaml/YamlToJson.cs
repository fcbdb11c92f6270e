using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace NodeGc.Api.Yaml;

/// <summary>Converts YAML nodes to JSON as kubectl does (YAML 1.1 scalars), and records the line of each.</summary>
internal sealed class YamlToJson
{
    // With aliases, a short file can expand to a huge or an endless document.
    private const int MostNodes = 20_000;
    private const int DeepestNesting = 64;

    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    private int nodes;
    private int depth;

    public IReadOnlyDictionary<string, int> Lines => lines;

    /// <exception cref="YamlException">A key is not a string, or nesting or aliases exceed the limits.</exception>
    public JsonNode? Convert(string path, YamlNode node)
    {
        lines.TryAdd(path, (int)node.Start.Line);
        if (++nodes > MostNodes || depth > DeepestNesting)
            throw new YamlException(node.Start, node.End, "The document is too large or too deeply nested.");
        depth++;
        JsonNode? value = node switch
        {
            YamlMappingNode mapping => Mapping(path, mapping),
            YamlSequenceNode sequence => Sequence(path, sequence),
            YamlScalarNode scalar => Scalar(scalar),
            _ => throw new YamlException(node.Start, node.End, "An alias has no anchor."),
        };
        depth--;
        return value;
    }

    private JsonObject Mapping(string path, YamlMappingNode mapping)
    {
        var result = new JsonObject();
        foreach (var (key, value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { } name })
                throw new YamlException(key.Start, key.End, "Keys must be strings.");
            var field = path.Length == 0 ? name : $"{path}.{name}";
            lines.TryAdd(field, (int)key.Start.Line);
            result[name] = Convert(field, value);
        }
        return result;
    }

    private JsonArray Sequence(string path, YamlSequenceNode sequence)
    {
        var result = new JsonArray();
        foreach (var child in sequence.Children)
            result.Add(Convert($"{path}[{result.Count}]", child));
        return result;
    }

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || scalar.Tag == "tag:yaml.org,2002:str")
            return JsonValue.Create(text);
        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => JsonValue.Create(true),
            "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => JsonValue.Create(false),
            _ => NumberOrText(text),
        };
    }

    private static JsonValue NumberOrText(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return JsonValue.Create(whole);
        const NumberStyles Real =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return
            double.TryParse(text, Real, CultureInfo.InvariantCulture, out var real)
            && double.IsFinite(real)
            && char.IsAsciiDigit(text[^1])
            ? JsonValue.Create(real)
            : JsonValue.Create(text);
    }
}
