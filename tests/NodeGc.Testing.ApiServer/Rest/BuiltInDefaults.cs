using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Rest;

/// <summary>What the server itself makes of built-in objects, as far as clients look at it.</summary>
internal static class BuiltInDefaults
{
    /// <summary>What decoding does to every built-in object that is written: null is as good as missing, plain secrets
    /// become data.</summary>
    public static void Decode(ResourceType type, JsonObject body)
    {
        RemoveNulls(body);
        if (type.GroupResource == "secrets")
            MoveStringData(body);
    }

    /// <summary>The values that a new object gets.</summary>
    public static void Apply(ResourceType type, JsonObject body)
    {
        switch (type.GroupResource)
        {
            case "namespaces":
                body.Ensure("spec")["finalizers"] = new JsonArray("kubernetes");
                body["status"] = new JsonObject { ["phase"] = "Active" };
                body.Metadata.Ensure("labels")["kubernetes.io/metadata.name"] = body.Name;
                break;
            case "pods":
                body["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = "BestEffort" };
                break;
            case "deployments.apps":
                body.Ensure("spec").TryAdd("replicas", 1L);
                break;
            case "secrets":
                body.TryAdd("type", "Opaque");
                break;
            case "customresourcedefinitions.apiextensions.k8s.io":
                DefaultNames(body);
                break;
        }
    }

    private static void RemoveNulls(JsonNode? node)
    {
        if (node is JsonObject json)
            foreach (var (name, _) in json.Where(pair => pair.Value is null).ToArray())
                json.Remove(name);
        foreach (
            var child in node switch
            {
                JsonObject parent => parent.Select(pair => pair.Value),
                JsonArray list => list,
                _ => [],
            }
        )
            RemoveNulls(child);
    }

    private static void MoveStringData(JsonObject body)
    {
        foreach (var (name, value) in body.Child("stringData") ?? [])
            body.Ensure("data")[name] = Convert.ToBase64String(
                System.Text.Encoding.UTF8.GetBytes(value.AsText() ?? "")
            );
        body.Remove("stringData");
    }

    private static void DefaultNames(JsonObject body)
    {
        var names = body.Ensure("spec").Ensure("names");
        var kind = names.Text("kind") ?? "";
        names.TryAdd("singular", kind.ToLowerInvariant());
        names.TryAdd("listKind", kind + "List");
        body.Ensure("spec").TryAdd("conversion", new JsonObject { ["strategy"] = "None" });
    }

    private static void TryAdd(this JsonObject json, string name, JsonNode value)
    {
        if (json[name] is null)
            json[name] = value;
    }
}
