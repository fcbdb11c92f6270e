using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Schema;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>Finds the fields of objects and of their differences.</summary>
internal static class FieldSets
{
    private static readonly FieldSet Bookkeeping = FieldSet
        .Empty.With("f:apiVersion", FieldSet.Leaf)
        .With("f:kind", FieldSet.Leaf)
        .With(
            "f:metadata",
            (
                (string[])
                    [
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
                    ]
            ).Aggregate(FieldSet.Leaf, (set, name) => set.With("f:" + name, FieldSet.Leaf))
        );

    /// <summary>All fields of an object that somebody can own: what identifies it belongs to nobody.</summary>
    public static FieldSet Of(JsonObject body, FieldShape shape)
    {
        var copy = body.Copy();
        copy.Metadata.Remove("managedFields");
        return Fields(copy, shape).Except(Bookkeeping);
    }

    /// <summary>The fields of <paramref name="after"/> that are new or have another value.</summary>
    public static FieldSet Changed(JsonObject before, JsonObject after, FieldShape shape) =>
        Difference(before, after, shape).Except(Bookkeeping).Intersect(Of(after, shape));

    /// <summary>The name of an entry of a map list.</summary>
    public static string EntryName(FieldShape shape, JsonObject entry) =>
        "k:"
        + new JsonObject(
            shape
                .Keys.Order(StringComparer.Ordinal)
                .Select(key => KeyValuePair.Create(key, shape.Key(entry, key)?.DeepClone()))
        ).ToJsonString(Wire.Json);

    public static string MemberName(JsonNode? member) => "v:" + (member?.ToJsonString(Wire.Json) ?? "null");

    private static FieldSet Fields(JsonNode? value, FieldShape shape) =>
        value switch
        {
            JsonObject { Count: > 0 } json when !shape.IsAtomicObject => json.Aggregate(FieldSet.Empty, (set, pair) =>
                set.With("f:" + pair.Key, Fields(pair.Value, shape.Field(pair.Key)))
            ),
            JsonArray { Count: > 0 } list when shape.IsMapList => list.OfType<JsonObject>()
                .Aggregate(FieldSet.Empty, (set, entry) =>
                    set.With(EntryName(shape, entry), Fields(entry, shape.Item) with { Self = true })
                ),
            JsonArray { Count: > 0 } list when shape.IsSet => list.Aggregate(FieldSet.Empty, (set, member) =>
                set.With(MemberName(member), FieldSet.Leaf)
            ),
            _ => FieldSet.Leaf,
        };

    private static FieldSet Difference(JsonNode? before, JsonNode? after, FieldShape shape) =>
        (before, after) switch
        {
            (JsonObject old, JsonObject json) when !shape.IsAtomicObject && json.Count > 0 => json.Aggregate(
                FieldSet.Empty,
                (set, pair) =>
                    set.With(
                        "f:" + pair.Key,
                        old.ContainsKey(pair.Key)
                            ? Difference(old[pair.Key], pair.Value, shape.Field(pair.Key))
                            : Fields(pair.Value, shape.Field(pair.Key))
                    )
            ),
            (JsonArray old, JsonArray list) when shape.IsMapList && list.Count > 0 => list.OfType<JsonObject>()
                .Aggregate(FieldSet.Empty, (set, entry) =>
                    set.With(EntryName(shape, entry), EntryDifference(old, entry, shape))
                ),
            (JsonArray, JsonArray) when shape.IsSet => Fields(after, shape).Except(Fields(before, shape)),
            _ => JsonNode.DeepEquals(before, after) ? FieldSet.Empty : Fields(after, shape),
        };

    private static FieldSet EntryDifference(JsonArray old, JsonObject entry, FieldShape shape) =>
        old.OfType<JsonObject>().FirstOrDefault(candidate => EntryName(shape, candidate) == EntryName(shape, entry))
            is { } before
            ? Difference(before, entry, shape.Item)
            : Fields(entry, shape.Item) with
            {
                Self = true,
            };
}
