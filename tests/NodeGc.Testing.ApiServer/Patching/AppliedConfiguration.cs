using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Schema;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>Lays an applied configuration over an object, and takes out what is applied no longer.</summary>
internal static class AppliedConfiguration
{
    public static JsonNode? Merge(JsonNode? live, JsonNode? applied, FieldShape shape) =>
        (live, applied) switch
        {
            (JsonObject before, JsonObject json) when !shape.IsAtomicObject => MergeObject(before, json, shape),
            (JsonArray before, JsonArray list) when shape.IsMapList => MergeEntries(before, list, shape),
            (JsonArray before, JsonArray list) when shape.IsSet => MergeMembers(before, list),
            _ => applied?.DeepClone(),
        };

    public static void Remove(JsonNode? node, FieldSet gone, FieldShape shape)
    {
        if (node is JsonObject json)
            RemoveFields(json, gone, shape);
        if (node is JsonArray list)
            RemoveItems(list, gone, shape);
    }

    private static JsonObject MergeObject(JsonObject live, JsonObject applied, FieldShape shape)
    {
        foreach (var (name, value) in applied)
        {
            var before = live[name];
            live.Remove(name);
            live[name] = Merge(before, value, shape.Field(name));
        }
        return live;
    }

    private static JsonArray MergeEntries(JsonArray live, JsonArray applied, FieldShape shape)
    {
        foreach (var entry in applied.OfType<JsonObject>())
        {
            var name = FieldSets.EntryName(shape, entry);
            if (live.OfType<JsonObject>().FirstOrDefault(old => FieldSets.EntryName(shape, old) == name) is { } before)
                MergeObject(before, entry, shape.Item);
            else
                live.Add(entry.DeepClone());
        }
        return live;
    }

    private static JsonArray MergeMembers(JsonArray live, JsonArray applied)
    {
        foreach (var member in applied.Where(member => !live.Any(old => JsonNode.DeepEquals(old, member))))
            live.Add(member?.DeepClone());
        return live;
    }

    private static void RemoveFields(JsonObject json, FieldSet gone, FieldShape shape)
    {
        foreach (
            var (name, child) in gone.Children.Where(child => child.Key[0] == 'f' && json.ContainsKey(child.Key[2..]))
        )
        {
            var field = name[2..];
            Remove(json[field], child, shape.Field(field));
            if (child.Self || json[field] is JsonObject { Count: 0 } or JsonArray { Count: 0 })
                json.Remove(field);
        }
    }

    private static void RemoveItems(JsonArray list, FieldSet gone, FieldShape shape)
    {
        foreach (var item in list.ToArray())
        {
            var name =
                item is JsonObject entry && shape.IsMapList
                    ? FieldSets.EntryName(shape, entry)
                    : FieldSets.MemberName(item);
            if (gone.Find(name) is not { } child)
                continue;
            if (child.Self)
                list.Remove(item);
            else
                Remove(item, child, shape.Item);
        }
    }
}
