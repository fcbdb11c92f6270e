using System.Text.Json.Nodes;

namespace NodeGc.Api.Tests.Generated;

/// <summary>A field of a definition as a row of the reference.</summary>
/// <param name="Path">As <c>kubectl explain</c> takes it, with <c>[]</c> for the entries of a list.</param>
/// <param name="Type">For example <c>integer 0..100 (required)</c>.</param>
/// <param name="Default">Its default value, or nothing.</param>
/// <param name="Description">What <c>kubectl explain</c> prints.</param>
internal sealed record SchemaField(string Path, string Type, string Default, string Description)
{
    private static readonly string[][] Amounts =
    [
        ["items", "bytes", "size"],
        ["bytes", "inodes", "size"],
    ];

    /// <summary>The policy in an order is the same as in a cleanup, and conditions are those of Kubernetes.</summary>
    private static readonly string[] DescribedOnce =
    [
        "spec.orders[].when",
        "spec.orders[].collect",
        "spec.orders[].protect",
        "spec.orders[].disposal",
        "spec.orders[].limits",
    ];

    /// <summary>All fields below one of the halves of a kind.</summary>
    public static IEnumerable<SchemaField> Below(string path, JsonObject schema)
    {
        if (DescribedOnce.Contains(path) || IsCondition(schema) || Amounts.Any(amount => HasExactly(schema, amount)))
            yield break;
        var required = (schema["required"] as JsonArray ?? []).Select(name => (string)name!).ToHashSet();
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            var (at, field) = ($"{path}.{name}", property!.AsObject());
            yield return new SchemaField(
                at,
                TypeOf(field) + (required.Contains(name) ? " (required)" : ""),
                field["default"] is { } standard
                    ? $"`{(standard is JsonValue ? standard : standard.ToJsonString())}`"
                    : "",
                (string)field["description"]!
            );
            foreach (var below in field["items"] is JsonObject items ? Below($"{at}[]", items) : Below(at, field))
                yield return below;
        }
    }

    private static string TypeOf(JsonObject field) =>
        field["enum"] is JsonArray values ? string.Join(" \\| ", values.Select(value => $"`{value}`"))
        : field["x-kubernetes-int-or-string"] is not null ? "quantity"
        : (string?)field["type"] switch
        {
            "object" when HasExactly(field, Amounts[0]) => "tally",
            "object" when HasExactly(field, Amounts[1]) => "space",
            "object" => "map",
            "array" => ListType(field),
            "integer" => IntegerType(field),
            "string" when (string?)field["format"] == "date-time" => "time",
            "string" when ((string?)field["pattern"])?.Contains("ns|us|", StringComparison.Ordinal) == true =>
                "duration",
            "string" => "text",
            var other => other ?? throw new InvalidOperationException($"a field without a type: {field}"),
        };

    private static string ListType(JsonObject field) =>
        (
            field["items"] is JsonObject items && IsCondition(items) ? "list of conditions"
            : field["items"]?["enum"] is JsonArray values
                ? $"list of {string.Join(", ", values.Select(value => $"`{value}`"))}"
            : "list"
        ) + (field["minItems"] is { } least ? $", {least} to {field["maxItems"]}" : $", at most {field["maxItems"]}");

    private static string IntegerType(JsonObject field) =>
        field["maximum"] is { } most ? $"integer {field["minimum"]}..{most}" : "integer";

    private static bool IsCondition(JsonObject schema) =>
        schema["properties"] is JsonObject fields
        && fields.ContainsKey("lastTransitionTime")
        && fields.ContainsKey("reason");

    private static bool HasExactly(JsonObject schema, string[] names) =>
        schema["properties"] is JsonObject fields && fields.Select(field => field.Key).ToHashSet().SetEquals(names);
}
