using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>JSON merge patch, RFC 7396: objects are merged, null removes, everything else replaces.</summary>
internal static class MergePatch
{
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();
        var merged = target as JsonObject ?? [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
                merged.Remove(name);
            else
                Set(merged, name, change);
        }
        return merged;
    }

    private static void Set(JsonObject merged, string name, JsonNode change)
    {
        var old = merged[name];
        merged.Remove(name);
        merged[name] = Apply(old, change);
    }
}
