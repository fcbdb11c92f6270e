using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>What is asked of a schema for each value of each object, read once.</summary>
internal sealed class SchemaFacts
{
    private static readonly string[] CombinationWords = ["allOf", "anyOf", "oneOf", "not"];
    private static readonly ConditionalWeakTable<JsonObject, SchemaFacts> Known = new();

    private readonly Lazy<FrozenDictionary<string, SchemaFacts>> properties;
    private readonly Lazy<KeyValuePair<string, SchemaFacts>[]> withDefault;
    private readonly Lazy<SchemaFacts?> others;
    private readonly Lazy<SchemaFacts?> items;

    private SchemaFacts(JsonObject schema)
    {
        Schema = schema;
        IsNullable = schema.Flag("nullable");
        IsIntOrString = schema.Flag("x-kubernetes-int-or-string");
        IsEmbedded = schema.Flag("x-kubernetes-embedded-resource");
        KeepsUnknown = schema.Flag("x-kubernetes-preserve-unknown-fields") || schema.Flag("additionalProperties");
        Type = schema.Text("type");
        Default = schema["default"];
        Required = [.. schema.Texts("required")];
        Bounds = ValueBounds.Find(schema);
        HasCombinations = CombinationWords.Any(schema.ContainsKey);
        properties = new(() =>
            (schema.Child("properties") ?? [])
                .Where(field => field.Value is JsonObject)
                .ToFrozenDictionary(field => field.Key, field => Of((JsonObject)field.Value!))
        );
        withDefault = new(() => [.. properties.Value.Where(field => field.Value.Default is not null)]);
        others = new(() => schema.Child("additionalProperties") is { } child ? Of(child) : null);
        items = new(() => schema.Child("items") is { } child ? Of(child) : null);
    }

    public JsonObject Schema { get; }

    public bool IsNullable { get; }

    public bool IsIntOrString { get; }

    /// <summary>Whether the value is a whole object with metadata of its own.</summary>
    public bool IsEmbedded { get; }

    /// <summary>Whether fields that it does not name are kept.</summary>
    public bool KeepsUnknown { get; }

    /// <summary>Null if it can be any.</summary>
    public string? Type { get; }

    public ImmutableArray<string> Required { get; }

    /// <summary>Null if it bounds no value.</summary>
    public ValueBounds? Bounds { get; }

    /// <summary>Null if it has none.</summary>
    public JsonNode? Default { get; }

    /// <summary>The fields that have a default.</summary>
    public IEnumerable<KeyValuePair<string, SchemaFacts>> FieldsWithDefault => withDefault.Value;

    /// <summary>Whether <see cref="CombinationRules"/> have something to check.</summary>
    public bool HasCombinations { get; }

    /// <summary>The schema of the items of a list; null if it has none.</summary>
    public SchemaFacts? Items => items.Value;

    public static SchemaFacts Of(JsonObject schema) => Known.GetValue(schema, static one => new SchemaFacts(one));

    /// <summary>The schema of a field; null if it names none.</summary>
    public SchemaFacts? Field(string name) => properties.Value.GetValueOrDefault(name) ?? others.Value;
}
