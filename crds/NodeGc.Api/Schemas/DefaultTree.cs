using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace NodeGc.Api.Schemas;

/// <summary>The defaults of a schema and nothing else, since an agent keeps them in memory permanently.</summary>
/// <param name="Value">The default of this field; null if there is none.</param>
/// <param name="Fields">The defaults of subfields, by name. A field that is not listed has none.</param>
internal sealed record DefaultTree(JsonNode? Value, FrozenDictionary<string, DefaultTree> Fields)
{
    private static readonly DefaultTree None = new(null, FrozenDictionary<string, DefaultTree>.Empty);

    /// <summary>The defaults of list elements.</summary>
    public DefaultTree Items
    {
        get => field ?? None;
        private init;
    }

    public static DefaultTree From(JsonObject schema) =>
        new(
            schema["default"]?.DeepClone(),
            (schema["properties"] as JsonObject ?? []).ToFrozenDictionary(
                field => field.Key,
                field => From(field.Value!.AsObject())
            )
        )
        {
            Items = schema["items"] is JsonObject elements ? From(elements) : None,
        };

    public DefaultTree Field(string name) => Fields.GetValueOrDefault(name) ?? None;
}
