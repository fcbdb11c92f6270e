using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>Removes what a structural schema does not name, and says what that was.</summary>
internal static class Pruning
{
    private static readonly string[] ObjectFields = ["apiVersion", "kind", "metadata"];

    /// <returns>The paths of the removed fields.</returns>
    public static IReadOnlyList<string> Prune(JsonObject body, JsonObject schema)
    {
        List<string> removed = [];
        PruneObject(body, SchemaFacts.Of(schema), "", removed, isObjectRoot: true);
        return removed;
    }

    private static void Prune(JsonNode? value, SchemaFacts schema, string path, List<string> removed)
    {
        if (value is JsonObject json)
            PruneObject(json, schema, path, removed, schema.IsEmbedded);
        else if (value is JsonArray list && schema.Items is { } items)
            for (var index = 0; index < list.Count; index++)
            {
                if (list[index] is JsonObject or JsonArray)
                    Prune(list[index], items, FieldPath.Item(path, index), removed);
            }
    }

    private static void PruneObject(
        JsonObject json,
        SchemaFacts schema,
        string path,
        List<string> removed,
        bool isObjectRoot
    )
    {
        List<string>? unknown = null;
        foreach (var (name, value) in json)
        {
            if (isObjectRoot && ObjectFields.Contains(name))
                continue;
            if (schema.Field(name) is { } known)
            {
                if (value is JsonObject or JsonArray)
                    Prune(value, known, FieldPath.Child(path, name), removed);
                continue;
            }
            if (schema.KeepsUnknown)
                continue;
            removed.Add(FieldPath.Child(path, name));
            (unknown ??= []).Add(name);
        }
        foreach (var name in unknown ?? [])
            json.Remove(name);
    }
}
