using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Resources;

/// <summary>Reads the served kinds out of stored CustomResourceDefinitions.</summary>
internal static class CustomResources
{
    public const string GroupResource = "customresourcedefinitions.apiextensions.k8s.io";

    public static IEnumerable<ResourceType> Served(IEnumerable<StoredObject> definitions) =>
        definitions
            .Where(definition => IsEstablished(definition.Body))
            .SelectMany(definition => Versions(definition.Body));

    public static bool IsEstablished(JsonObject definition) =>
        definition
            .Each("status", "conditions")
            .Any(condition => condition.Text("type") == "Established" && condition.Text("status") == "True");

    private static IEnumerable<ResourceType> Versions(JsonObject definition) =>
        definition
            .Each("spec", "versions")
            .Where(version => version.Flag("served"))
            .Select(version => Type(definition, version));

    private static ResourceType Type(JsonObject definition, JsonObject version)
    {
        var names = definition.Child("spec", "names")!;
        var kind = names.Text("kind")!;
        return new ResourceType(definition.Text("spec", "group")!, version.Text("name")!, names.Text("plural")!, kind)
        {
            Namespaced = definition.Text("spec", "scope") == "Namespaced",
            Singular = names.Text("singular") ?? kind.ToLowerInvariant(),
            ListKind = names.Text("listKind") ?? kind + "List",
            ShortNames = [.. names.Texts("shortNames")],
            Categories = [.. names.Texts("categories")],
            HasStatus = version.Child("subresources", "status") is not null,
            HasGeneration = true,
            Schema = version.Child("schema", "openAPIV3Schema"),
            CustomVersion = version,
        };
    }
}
