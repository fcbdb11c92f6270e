using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Rest;

/// <summary>The few values that the server itself adds to new built-in objects and that clients look at.</summary>
internal static class BuiltInDefaults
{
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
                MoveStringData(body);
                break;
            case "customresourcedefinitions.apiextensions.k8s.io":
                DefaultNames(body);
                break;
        }
    }

    private static void MoveStringData(JsonObject body)
    {
        foreach (var (name, value) in body.Child("stringData") ?? [])
            body.Ensure("data")[name] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value.AsText() ?? ""));
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
