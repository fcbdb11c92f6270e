using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>
/// How a field is merged: which lists are maps by a key or sets, which objects are one value. Read from a structural
/// schema; where that says nothing, objects are merged by field and lists are one value.
/// </summary>
internal sealed record FieldShape(JsonObject? Schema)
{
    private static readonly FieldShape Unknown = new((JsonObject?)null);

    public static FieldShape From(ResourceType type)
    {
        var schema = type.Schema?.Copy() ?? BuiltInShapes.Any.Copy();
        schema.Ensure("properties")["metadata"] = BuiltInShapes.Metadata.DeepClone();
        return new FieldShape(schema);
    }

    public bool IsMapList => Schema?.Text("x-kubernetes-list-type") == "map";

    public bool IsSet => Schema?.Text("x-kubernetes-list-type") == "set";

    public bool IsAtomicObject => Schema?.Text("x-kubernetes-map-type") == "atomic";

    public ImmutableArray<string> Keys => [.. Schema?.Texts("x-kubernetes-list-map-keys") ?? []];

    public FieldShape Item => Schema?.Child("items") is { } items ? new FieldShape(items) : Unknown;

    public FieldShape Field(string name) =>
        (Schema?.Child("properties", name) ?? Schema?.Child("additionalProperties")) is { } field
            ? new FieldShape(field)
            : Unknown;

    /// <summary>The value of a key field in an entry of a map list; a key left out takes its default.</summary>
    public JsonNode? Key(JsonObject entry, string key) => entry[key] ?? Item.Schema?.At("properties", key, "default");

    /// <summary>Whether a patch's entry means this entry: keys that the patch leaves out don't count.</summary>
    public bool HasSameKey(JsonObject entry, JsonObject patch) =>
        Keys.All(key => patch[key] is null || JsonNode.DeepEquals(Key(entry, key), patch[key]));
}
