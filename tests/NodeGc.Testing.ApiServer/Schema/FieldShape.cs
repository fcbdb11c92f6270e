using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>
/// How a field is merged: which lists are maps by a key or sets, which objects are one value. Read from a structural
/// schema; where that says nothing, objects are merged by field and lists are one value.
/// </summary>
internal sealed class FieldShape
{
    private static readonly ConditionalWeakTable<JsonObject, FieldShape> Known = new();
    private static readonly FieldShape Unknown = new((JsonObject?)null);

    private readonly ConcurrentDictionary<string, FieldShape> fields = new(StringComparer.Ordinal);

    private FieldShape(JsonObject? schema)
    {
        Schema = schema;
        IsMapList = schema?.Text("x-kubernetes-list-type") == "map";
        IsSet = schema?.Text("x-kubernetes-list-type") == "set";
        IsAtomicObject = schema?.Text("x-kubernetes-map-type") == "atomic";
        Keys = [.. schema?.Texts("x-kubernetes-list-map-keys") ?? []];
    }

    public JsonObject? Schema { get; }

    public bool IsMapList { get; }

    public bool IsSet { get; }

    public bool IsAtomicObject { get; }

    public ImmutableArray<string> Keys { get; }

    public FieldShape Item => field ??= Schema?.Child("items") is { } items ? Of(items) : Unknown;

    /// <summary>Read once for each schema.</summary>
    public static FieldShape Of(JsonObject schema) => Known.GetValue(schema, static one => new FieldShape(one));

    public static FieldShape From(ResourceType type)
    {
        var schema = type.Schema?.Copy() ?? BuiltInShapes.Any.Copy();
        schema.Ensure("properties")["metadata"] = BuiltInShapes.Metadata.DeepClone();
        return Of(schema);
    }

    public FieldShape Field(string name) =>
        Schema is null
            ? this
            : fields.GetOrAdd(
                name,
                static (name, schema) =>
                    (schema.Child("properties", name) ?? schema.Child("additionalProperties")) is { } field
                        ? Of(field)
                        : Unknown,
                Schema
            );

    /// <summary>The value of a key field in an entry of a map list; a key left out takes its default.</summary>
    public JsonNode? Key(JsonObject entry, string key) => entry[key] ?? Item.Schema?.At("properties", key, "default");

    /// <summary>Whether a patch's entry means this entry: keys that the patch leaves out don't count.</summary>
    public bool HasSameKey(JsonObject entry, JsonObject patch) =>
        Keys.All(key => patch[key] is null || JsonNode.DeepEquals(Key(entry, key), patch[key]));
}
