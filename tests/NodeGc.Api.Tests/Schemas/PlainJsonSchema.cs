using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace NodeGc.Api.Tests.Schemas;

/// <summary>A structural schema as plain JSON Schema, which JsonSchema.Net evaluates.</summary>
internal sealed class PlainJsonSchema
{
    private static readonly EvaluationOptions Options = new() { RequireFormatValidation = true };

    // These mean the same in both. Keywords that only structural schemas have are translated below. That the keys of
    // list entries are unique cannot be expressed in JSON Schema.
    private static readonly HashSet<string> Shared =
    [
        "type",
        "enum",
        "pattern",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "required",
        "minProperties",
        "maxProperties",
    ];

    private readonly JsonSchema schema;

    public PlainJsonSchema(JsonObject structural)
    {
        var whole = Translate(structural);
        whole["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        schema = JsonSchema.Build(JsonSerializer.SerializeToElement(whole));
    }

    public bool Allows(JsonNode? value) => schema.Evaluate(JsonSerializer.SerializeToElement(value), Options).IsValid;

    private static JsonObject Translate(JsonObject structural)
    {
        var plain = new JsonObject(structural.Where(keyword => Shared.Contains(keyword.Key)).Select(Copy));
        if ((bool?)structural["x-kubernetes-int-or-string"] == true)
            plain["type"] = new JsonArray("integer", "string");
        if ((string?)structural["format"] == "date-time")
            plain["format"] = "date-time";
        if ((string?)structural["format"] == "int32")
        {
            plain["minimum"] ??= int.MinValue;
            plain["maximum"] ??= int.MaxValue;
        }
        if (structural["items"] is JsonObject items)
            plain["items"] = Translate(items);
        if (structural["additionalProperties"] is JsonObject more)
            plain["additionalProperties"] = Translate(more);
        if (structural["properties"] is not JsonObject fields)
            return plain;
        plain["properties"] = new JsonObject(
            fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)Translate(field.Value!.AsObject())))
        );
        plain["additionalProperties"] ??= false;
        return plain;
    }

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> keyword) =>
        KeyValuePair.Create(keyword.Key, keyword.Value?.DeepClone());
}
