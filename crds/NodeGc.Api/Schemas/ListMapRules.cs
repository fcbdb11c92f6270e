using System.Text.Json.Nodes;

namespace NodeGc.Api.Schemas;

/// <summary>In a list of type map, no two entries may have the same keys.</summary>
internal static class ListMapRules
{
    public static IEnumerable<(int Index, string Message)> Duplicates(JsonObject schema, JsonArray elements)
    {
        if (schema["x-kubernetes-list-type"]?.GetValue<string>() != "map")
            yield break;
        var keys = schema["x-kubernetes-list-map-keys"]!.AsArray().Select(key => key!.GetValue<string>()).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < elements.Count; index++)
        {
            var identity = string.Join(
                ", ",
                keys.Select(key => $"{key} {(elements[index] as JsonObject)?[key]?.ToJsonString()}")
            );
            if (!seen.Add(identity))
                yield return (index, $"duplicates {identity}");
        }
    }
}
