using System.Collections.Frozen;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Schema;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>Finds the fields of objects and of their differences.</summary>
internal static class FieldSets
{
    /// <summary>What the server keeps in <c>metadata</c>; it belongs to nobody.</summary>
    private static readonly FrozenSet<string> Bookkeeping = FrozenSet.ToFrozenSet([
        "name",
        "namespace",
        "generateName",
        "uid",
        "creationTimestamp",
        "resourceVersion",
        "generation",
        "managedFields",
        "selfLink",
        "deletionTimestamp",
        "deletionGracePeriodSeconds",
    ]);

    /// <summary>All fields of an object that somebody can own: what identifies it belongs to nobody.</summary>
    public static FieldSet Of(JsonObject body, FieldShape shape) => Changed(before: null, body, shape);

    /// <summary>The fields of <paramref name="after"/> that are new or have another value.</summary>
    public static FieldSet Changed(JsonObject? before, JsonObject after, FieldShape shape) =>
        FieldSet.Create(
            self: false,
            after
                .Where(pair => pair.Key is not ("apiVersion" or "kind"))
                .Select(pair =>
                    (
                        FieldName(pair.Key),
                        pair is { Key: "metadata", Value: JsonObject metadata }
                            ? ChangedMetadata(before?.Child("metadata"), metadata, shape.Field(pair.Key))
                            : Part(before, pair.Key, pair.Value, shape)
                    )
                )
        );

    /// <summary>The name of an entry of a map list.</summary>
    public static string EntryName(FieldShape shape, JsonObject entry)
    {
        var keys = shape
            .Keys.Order(StringComparer.Ordinal)
            .Select(key => $"\"{key}\":{shape.Key(entry, key)?.ToJsonString(Wire.Json) ?? "null"}");
        return $"k:{{{string.Join(',', keys)}}}";
    }

    public static string MemberName(JsonNode? member) => "v:" + (member?.ToJsonString(Wire.Json) ?? "null");

    private static string FieldName(string name) => "f:" + name;

    private static FieldSet ChangedMetadata(JsonObject? before, JsonObject after, FieldShape shape) =>
        FieldSet.Create(
            self: false,
            after
                .Where(pair => !Bookkeeping.Contains(pair.Key))
                .Select(pair => (FieldName(pair.Key), Part(before, pair.Key, pair.Value, shape)))
        );

    private static FieldSet Part(JsonObject? before, string name, JsonNode? value, FieldShape shape)
    {
        var field = shape.Field(name);
        return before is not null && before.TryGetPropertyValue(name, out var old)
            ? Difference(old, value, field)
            : Fields(value, field);
    }

    private static FieldSet Fields(JsonNode? value, FieldShape shape) =>
        value switch
        {
            JsonObject { Count: > 0 } json when !shape.IsAtomicObject => FieldSet.Create(
                self: false,
                json.Select(pair => (FieldName(pair.Key), Fields(pair.Value, shape.Field(pair.Key))))
            ),
            JsonArray { Count: > 0 } list when shape.IsMapList => FieldSet.Create(
                self: false,
                list.OfType<JsonObject>()
                    .Select(entry => (EntryName(shape, entry), Fields(entry, shape.Item) with { Self = true }))
            ),
            JsonArray { Count: > 0 } list when shape.IsSet => FieldSet.Create(
                self: false,
                list.Select(member => (MemberName(member), FieldSet.Leaf))
            ),
            _ => FieldSet.Leaf,
        };

    private static FieldSet Difference(JsonNode? before, JsonNode? after, FieldShape shape) =>
        (before, after) switch
        {
            (JsonObject old, JsonObject json) when !shape.IsAtomicObject && json.Count > 0 => FieldSet.Create(
                self: false,
                json.Select(pair => (FieldName(pair.Key), Part(old, pair.Key, pair.Value, shape)))
            ),
            (JsonArray old, JsonArray list) when shape.IsMapList && list.Count > 0 => FieldSet.Create(
                self: false,
                EntryDifferences(old, list, shape)
            ),
            (JsonArray, JsonArray) when shape.IsSet => Fields(after, shape).Except(Fields(before, shape)),
            _ => JsonNode.DeepEquals(before, after) ? FieldSet.Empty : Fields(after, shape),
        };

    private static IEnumerable<(string, FieldSet)> EntryDifferences(JsonArray old, JsonArray list, FieldShape shape)
    {
        var known = old.OfType<JsonObject>().ToLookup(entry => EntryName(shape, entry), StringComparer.Ordinal);
        foreach (var entry in list.OfType<JsonObject>())
        {
            var name = EntryName(shape, entry);
            yield return (
                name,
                known[name].FirstOrDefault() is { } before
                    ? Difference(before, entry, shape.Item)
                    : Fields(entry, shape.Item) with
                    {
                        Self = true,
                    }
            );
        }
    }
}
