using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubectl.Views;

/// <summary>Objects as <c>kubectl get -o json</c> prints them. Pure.</summary>
internal static class ObjectDocuments
{
    /// <summary>The only object if it was asked for by name, otherwise a List.</summary>
    public static JsonNode Create<T>(ResourceType<T> type, ImmutableArray<T> objects, bool isOne)
        where T : class, IKubernetesObject
    {
        var items = objects.Select(one => JsonSerializer.SerializeToNode(one, type.Json)!);
        return isOne
            ? items.Single()
            : new JsonObject
            {
                ["apiVersion"] = "v1",
                ["items"] = new JsonArray([.. items]),
                ["kind"] = "List",
                ["metadata"] = new JsonObject { ["resourceVersion"] = "" },
            };
    }

    /// <summary>The names as <c>kubectl get -o name</c> prints them.</summary>
    public static ImmutableArray<string> NamesOf<T>(ResourceType<T> type, IEnumerable<string> names)
        where T : class, IKubernetesObject =>
        [.. names.Select(name => $"{type.Kind.ToLowerInvariant()}.{type.Group}/{name}")];
}
