using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>The bounds of lists, and that sets and maps hold nothing twice.</summary>
internal static class ListRules
{
    public static IEnumerable<FieldError> Check(JsonArray list, JsonObject schema, string path)
    {
        if (schema.Number("maxItems") is { } most && list.Count > most)
            yield return FieldError.TooMany(path, list.Count, most);
        if (schema.Number("minItems") is { } least && list.Count < least)
            yield return FieldError.Invalid(
                path,
                (long)list.Count,
                $"{path} in body should have at least {least} items"
            );
        var shape = FieldShape.Of(schema);
        if (!shape.IsSet && !shape.IsMapList)
            yield break;
        for (var index = 1; index < list.Count; index++)
            if (list.Take(index).Any(earlier => IsSame(shape, earlier, list[index])))
                yield return FieldError.Duplicate(FieldPath.Item(path, index), Identity(shape, list[index]));
    }

    private static bool IsSame(FieldShape shape, JsonNode? left, JsonNode? right) =>
        JsonNode.DeepEquals(Identity(shape, left), Identity(shape, right));

    private static JsonNode? Identity(FieldShape shape, JsonNode? item) =>
        item is JsonObject json && shape.IsMapList
            ? new JsonObject(shape.Keys.Select(key => KeyValuePair.Create(key, shape.Key(json, key)?.DeepClone())))
            : item;
}
