using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>The schemas of the built-in kinds, from <c>BuiltInKinds.yaml</c>: their fields, and which lists are maps by
/// a key.</summary>
internal static class BuiltInShapes
{
    private static readonly JsonObject Kinds = Read().Child("kinds")!;

    /// <summary>For a kind without a schema of its own: any field, and conditions by their type.</summary>
    public static JsonObject Any { get; } =
        Yaml.Object(
            """
            properties:
              status:
                properties:
                  conditions: { x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [type] }
            """
        );

    /// <summary>Object metadata, the same for all kinds.</summary>
    public static JsonObject Metadata { get; } =
        Yaml.Object(
            """
            properties:
              finalizers: { x-kubernetes-list-type: set }
              ownerReferences: { x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [uid] }
            """
        );

    /// <summary>Null for a kind whose fields are not checked.</summary>
    public static JsonObject? Find(string groupResource) => Kinds.Child(groupResource);

    private static JsonObject Read()
    {
        using var stream = typeof(BuiltInShapes).Assembly.GetManifestResourceStream("BuiltInKinds.yaml")!;
        using var reader = new StreamReader(stream);
        return Yaml.Object(reader.ReadToEnd());
    }
}
