using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>
/// Which lists of the built-in kinds are maps by a key, and which objects are replaced whole, in the words of a structural
/// schema. Everything not named here is an ordinary object or an atomic list.
/// Source: the <c>+listType</c>, <c>+listMapKey</c> and <c>+structType</c> markers in k8s.io/api.
/// </summary>
internal static class BuiltInShapes
{
    private const string PodSpec =
        """
        properties:
          nodeSelector: { x-kubernetes-map-type: atomic }
          volumes: { x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name] }
          imagePullSecrets: { x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name] }
          initContainers: &containers
            x-kubernetes-list-type: map
            x-kubernetes-list-map-keys: [name]
            items:
              properties:
                env: { x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name] }
                ports: { x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [containerPort, protocol] }
                volumeMounts: { x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [mountPath] }
          containers: *containers
        """;

    private const string Conditions =
        "{ properties: { conditions: { x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [type] } } }";

    public static JsonObject Pod { get; } = Object(("spec", Yaml.Object(PodSpec)), ("status", Yaml.Object(Conditions)));

    public static JsonObject Workload { get; } = Object(
        ("spec", Object(
            ("selector", Yaml.Object("{ x-kubernetes-map-type: atomic }")),
            ("template", Object(("spec", Yaml.Object(PodSpec)))))),
        ("status", Yaml.Object(Conditions)));

    public static JsonObject Service { get; } = Yaml.Object(
        """
        properties:
          spec:
            properties:
              selector: { x-kubernetes-map-type: atomic }
              ports: { x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [port, protocol] }
        """);

    /// <summary>For every kind without a shape of its own.</summary>
    public static JsonObject Any { get; } = Object(("status", Yaml.Object(Conditions)));

    /// <summary>Object metadata, the same for all kinds.</summary>
    public static JsonObject Metadata { get; } = Yaml.Object(
        """
        properties:
          finalizers: { x-kubernetes-list-type: set }
          ownerReferences: { x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [uid] }
        """);

    private static JsonObject Object(params (string Name, JsonObject Schema)[] properties)
    {
        var named = new JsonObject();
        foreach (var (name, schema) in properties)
            named[name] = schema;
        return new JsonObject { ["properties"] = named };
    }
}
