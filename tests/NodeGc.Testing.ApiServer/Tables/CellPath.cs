using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Tables;

/// <summary>
/// The simple JSONPaths that printer columns use: <c>.status.conditions[?(@.type=="Ready")].status</c>,
/// <c>.spec.items[0].name</c>, <c>.metadata.labels['a\.b']</c>, <c>.spec.items[*].name</c>.
/// </summary>
internal sealed partial record CellPath(ImmutableArray<Func<JsonNode, IEnumerable<JsonNode?>>> Steps)
{
    public static bool IsValid(string path) =>
        path.Length > 0 && Step().Matches(path).Sum(match => match.Length) == path.Length;

    public static CellPath Parse(string path)
    {
        var matches = Step().Matches(path);
        if (!IsValid(path))
            throw new FormatException($"the printer column path {path} is not understood");
        return new CellPath([.. matches.Select(StepOf)]);
    }

    /// <summary>The first value at the path; null when there is none.</summary>
    public JsonNode? Find(JsonObject body)
    {
        IEnumerable<JsonNode> found = [body];
        foreach (var step in Steps)
            found = found.SelectMany(step).OfType<JsonNode>();
        return found.FirstOrDefault();
    }

    private static Func<JsonNode, IEnumerable<JsonNode?>> StepOf(Match match)
    {
        if (match.Groups["name"].Success)
            return Property(match.Groups["name"].Value.Replace("\\.", ".", StringComparison.Ordinal));
        if (match.Groups["quoted"].Success)
            return Property(match.Groups["quoted"].Value.Replace("\\.", ".", StringComparison.Ordinal));
        if (match.Groups["index"].Success)
            return At(int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture));
        return match.Groups["field"].Success
            ? Where(match.Groups["field"].Value, match.Groups["value"].Value)
            : node => node as JsonArray ?? [];
    }

    private static Func<JsonNode, IEnumerable<JsonNode?>> Property(string name) =>
        node => node is JsonObject json ? [json[name]] : [];

    private static Func<JsonNode, IEnumerable<JsonNode?>> At(int index) =>
        node => node is JsonArray list && index < list.Count ? [list[index]] : [];

    private static Func<JsonNode, IEnumerable<JsonNode?>> Where(string field, string value) =>
        node => node is JsonArray list ? list.OfType<JsonObject>().Where(item => item.Text(field) == value) : [];

    [GeneratedRegex(
        """
            \.(?<name>(?:[\w-]|\\\.)+)
            |\['(?<quoted>[^']+)'\]
            |\[(?<index>\d+)\]
            |\[(?<all>\*)\]
            |\[\?\(@\.(?<field>\w+)\s*==\s*["'](?<value>[^"']*)["']\)\]
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Step();
}
