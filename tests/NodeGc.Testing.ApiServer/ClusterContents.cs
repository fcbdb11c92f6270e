using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Access;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Rest;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer;

/// <summary>What a new cluster contains: its namespaces and its first roles.</summary>
internal static class ClusterContents
{
    public static void Seed(ObjectStore store, TimeProvider clock)
    {
        foreach (var name in (string[])["default", "kube-node-lease", "kube-public", "kube-system"])
            Add(
                store,
                clock,
                "namespaces",
                new JsonObject
                {
                    ["apiVersion"] = "v1",
                    ["kind"] = "Namespace",
                    ["metadata"] = new JsonObject { ["name"] = name },
                }
            );
        foreach (var role in DefaultRoles.All)
            Add(store, clock, role.Text("kind")!.ToLowerInvariant() + "s.rbac.authorization.k8s.io", role.Copy());
    }

    private static void Add(ObjectStore store, TimeProvider clock, string groupResource, JsonObject body)
    {
        var type = BuiltInResources.All.Single(type => type.GroupResource == groupResource);
        NewObject.Prepare(type, body, clock);
        store.Add(new ObjectKey(type, "", body.Name), body);
    }
}
