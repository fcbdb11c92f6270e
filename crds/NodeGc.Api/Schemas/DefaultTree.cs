using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace NodeGc.Api.Schemas;

/// <summary>The defaults of a schema and nothing else of it: an agent keeps them for its whole life.</summary>
/// <param name="Value">The default here; null where there is none.</param>
/// <param name="Fields">Those below, by name; a field that is not listed has none.</param>
internal sealed record DefaultTree(JsonNode? Value, FrozenDictionary<string, DefaultTree> Fields)
{
    private static readonly DefaultTree None = new(null, FrozenDictionary<string, DefaultTree>.Empty);

    /// <summary>Those of a list's elements.</summary>
    public DefaultTree Items
    {
        get => field ?? None;
        private init;
    }

    public static DefaultTree Of(JsonObject schema) =>
        new(
            schema["default"]?.DeepClone(),
            (schema["properties"] as JsonObject ?? []).ToFrozenDictionary(
                field => field.Key,
                field => Of(field.Value!.AsObject())
            )
        )
        {
            Items = schema["items"] is JsonObject elements ? Of(elements) : None,
        };

    public DefaultTree Field(string name) => Fields.GetValueOrDefault(name) ?? None;
}
