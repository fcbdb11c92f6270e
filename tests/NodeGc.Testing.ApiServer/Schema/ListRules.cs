using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>The bounds of lists, and that sets and maps hold nothing twice.</summary>
internal static class ListRules
{
    public static void Check(JsonArray list, JsonObject schema, Place place, List<FieldError> errors)
    {
        if (schema.Number("maxItems") is { } most && list.Count > most)
            errors.Add(FieldError.TooMany(place.ToString(), list.Count, most));
        if (schema.Number("minItems") is { } least && list.Count < least)
            errors.Add(
                FieldError.Invalid(
                    place.ToString(),
                    (long)list.Count,
                    $"{place} in body should have at least {least} items"
                )
            );
        var shape = FieldShape.Of(schema);
        if ((!shape.IsSet && !shape.IsMapList) || HaveOtherTexts(list, shape))
            return;
        for (var index = 1; index < list.Count; index++)
            if (list.Take(index).Any(earlier => IsSame(shape, earlier, list[index])))
                errors.Add(FieldError.Duplicate(place.Item(index).ToString(), Identity(shape, list[index])));
    }

    /// <summary>Whether the items are told from each other by a single text each, as most are.</summary>
    private static bool HaveOtherTexts(JsonArray list, FieldShape shape)
    {
        if (shape.IsMapList && shape.Keys.Length != 1)
            return false;
        var texts = new HashSet<string>(list.Count, StringComparer.Ordinal);
        foreach (var item in list)
        {
            var identity =
                !shape.IsMapList ? item
                : item is JsonObject entry ? shape.Key(entry, shape.Keys[0])
                : null;
            if (identity.AsText() is not { } text || !texts.Add(text))
                return false;
        }
        return true;
    }

    private static bool IsSame(FieldShape shape, JsonNode? left, JsonNode? right) =>
        JsonNode.DeepEquals(Identity(shape, left), Identity(shape, right));

    private static JsonNode? Identity(FieldShape shape, JsonNode? item) =>
        item is JsonObject json && shape.IsMapList
            ? new JsonObject(shape.Keys.Select(key => KeyValuePair.Create(key, shape.Key(json, key)?.DeepClone())))
            : item;
}
