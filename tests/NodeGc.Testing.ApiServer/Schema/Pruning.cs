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
        PruneObject(body, schema, "", removed, isObjectRoot: true);
        return removed;
    }

    private static void Prune(JsonNode? value, JsonObject schema, string path, List<string> removed)
    {
        if (value is JsonObject json)
            PruneObject(json, schema, path, removed, schema.Flag("x-kubernetes-embedded-resource"));
        else if (value is JsonArray list && schema.Child("items") is { } items)
            for (var index = 0; index < list.Count; index++)
                Prune(list[index], items, FieldPath.Item(path, index), removed);
    }

    private static void PruneObject(
        JsonObject json,
        JsonObject schema,
        string path,
        List<string> removed,
        bool isObjectRoot
    )
    {
        foreach (var name in json.Select(pair => pair.Key).ToArray())
        {
            if (isObjectRoot && ObjectFields.Contains(name))
                continue;
            if (SchemaOf(schema, name) is { } known)
            {
                Prune(json[name], known, FieldPath.Child(path, name), removed);
                continue;
            }
            if (schema.Flag("x-kubernetes-preserve-unknown-fields") || schema.Flag("additionalProperties"))
                continue;
            removed.Add(FieldPath.Child(path, name));
            json.Remove(name);
        }
    }

    private static JsonObject? SchemaOf(JsonObject schema, string name) =>
        schema.Child("properties", name) ?? schema.Child("additionalProperties");
}
