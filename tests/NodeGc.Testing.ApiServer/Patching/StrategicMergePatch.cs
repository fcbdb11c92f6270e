using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Schema;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>
/// Strategic merge patch of the built-in kinds: as a merge patch, but lists that are maps by a key (containers,
/// environment, conditions) are merged entry by entry. Directives: <c>$patch</c>, <c>$retainKeys</c>,
/// <c>$deleteFromPrimitiveList</c>; <c>$setElementOrder</c> only sorts and is passed over.
/// </summary>
internal static class StrategicMergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch, ResourceType type) =>
        Merge(target, patch, type.Shape);

    private static JsonObject Merge(JsonObject target, JsonObject patch, FieldShape shape)
    {
        if (patch.Text("$patch") == "replace")
            return Plain(patch);
        if (patch["$retainKeys"] is JsonArray)
            foreach (var name in target.Select(pair => pair.Key).Except(patch.Texts("$retainKeys")).ToArray())
                target.Remove(name);
        foreach (var (name, change) in patch)
            MergeField(target, name, change, shape);
        return target;
    }

    private static void MergeField(JsonObject target, string name, JsonNode? change, FieldShape shape)
    {
        const string delete = "$deleteFromPrimitiveList/";
        if (name.StartsWith(delete, StringComparison.Ordinal))
            RemoveAll(target[name[delete.Length..]] as JsonArray, (JsonArray)change!);
        else if (!name.StartsWith('$'))
            SetField(target, name, change, shape.Field(name));
    }

    private static void SetField(JsonObject target, string name, JsonNode? change, FieldShape shape)
    {
        var old = target[name];
        target.Remove(name);
        if (change is not null)
            target[name] = (old, change) switch
            {
                (JsonObject before, JsonObject patch) => Merge(before, patch, shape),
                (_, JsonObject patch) => Merge([], patch, shape),
                (JsonArray before, JsonArray patch) when shape.IsMapList => MergeList(before, patch, shape),
                (_, JsonArray patch) when shape.IsMapList => MergeList([], patch, shape),
                (JsonArray before, JsonArray patch) when shape.IsSet => Union(before, patch),
                _ => change.DeepClone(),
            };
    }

    private static JsonArray MergeList(JsonArray target, JsonArray patch, FieldShape shape)
    {
        if (patch.OfType<JsonObject>().Any(item => item.Text("$patch") == "replace"))
            return new JsonArray([
                .. patch.OfType<JsonObject>().Where(item => item.Text("$patch") is null).Select(Plain),
            ]);
        foreach (var item in patch.OfType<JsonObject>())
        {
            // The patch need only name the first key: a port is found by its number, whatever its protocol.
            var found = target.OfType<JsonObject>().FirstOrDefault(old => shape.HasSameKey(old, item));
            if (item.Text("$patch") == "delete")
                target.Remove(found);
            else if (found is not null)
                Merge(found, item, shape.Item);
            else
                target.Add(Merge([], item, shape.Item));
        }
        return target;
    }

    private static JsonArray Union(JsonArray before, JsonArray patch)
    {
        foreach (var item in patch.Where(item => !before.Any(old => JsonNode.DeepEquals(old, item))))
            before.Add(item?.DeepClone());
        return before;
    }

    private static void RemoveAll(JsonArray? list, JsonArray values)
    {
        foreach (var item in list?.Where(item => values.Any(value => JsonNode.DeepEquals(value, item))).ToArray() ?? [])
            list!.Remove(item);
    }

    private static JsonObject Plain(JsonObject patch)
    {
        var copy = patch.Copy();
        copy.Remove("$patch");
        return copy;
    }
}
