using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>Drops values that the real server's types cannot tell from nothing (Go's <c>omitempty</c> without a
/// pointer), such as
/// <c>readOnly: false</c> of a volume mount. A client that compares what it applied with what is stored sees a
/// difference forever.</summary>
internal static class ZeroValues
{
    public static void Drop(JsonNode? value, JsonObject schema)
    {
        if (value is JsonArray list && schema.Child("items") is { } items)
            foreach (var item in list)
                Drop(item, items);
        if (value is not JsonObject json)
            return;
        foreach (var name in json.Select(pair => pair.Key).ToArray())
        {
            if (schema.Child("properties", name) is not { } known)
                continue;
            if (known.Flag("x-omitted-when-zero") && IsZero(json[name]))
                json.Remove(name);
            else
                Drop(json[name], known);
        }
    }

    private static bool IsZero(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.False => true,
            JsonValueKind.String => value.GetValue<string>().Length == 0,
            JsonValueKind.Number => value.ToJsonString() == "0",
            _ => false,
        };
}
