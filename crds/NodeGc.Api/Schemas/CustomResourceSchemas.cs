using System.Text.Json.Nodes;
using NodeGc.Api.Yaml;

namespace NodeGc.Api.Schemas;

/// <summary>The schemas that the custom resource definitions carry, from the copies inside this assembly.</summary>
internal static class CustomResourceSchemas
{
    public static JsonObject NodeStorageCleanup { get; } = ReadSchema("nodegc.io_nodestoragecleanups.yaml");

    public static JsonObject NodeStorage { get; } = ReadSchema("nodegc.io_nodestorages.yaml");

    /// <exception cref="InvalidOperationException">The build left the definition out of the assembly.</exception>
    public static JsonObject ReadDefinition(string name)
    {
        using var stream = typeof(CustomResourceSchemas).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not embedded in NodeGc.Api.");
        using var reader = new StreamReader(stream);
        return YamlDocument.Parse(reader.ReadToEnd()).Root.AsObject();
    }

    /// <summary>Reads it again at each call.</summary>
    public static JsonObject ReadSchema(string name) =>
        ReadDefinition(name)["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!.AsObject();
}
