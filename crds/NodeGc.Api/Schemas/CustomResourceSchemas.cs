using System.Text.Json.Nodes;
using NodeGc.Api.Yaml;

namespace NodeGc.Api.Schemas;

/// <summary>The schemas of the custom resource definitions, embedded in this assembly.</summary>
internal static class CustomResourceSchemas
{
    public static JsonObject NodeStorageCleanup { get; } = ReadSchema("nodegc.io_nodestoragecleanups.yaml");

    public static JsonObject NodeStorage { get; } = ReadSchema("nodegc.io_nodestorages.yaml");

    public static JsonObject NodeStorageRestore { get; } = ReadSchema("nodegc.io_nodestoragerestores.yaml");

    /// <exception cref="InvalidOperationException">The definition is not embedded in the assembly.</exception>
    public static JsonObject ReadDefinition(string name)
    {
        using var stream = typeof(CustomResourceSchemas).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not embedded in NodeGc.Api.");
        using var reader = new StreamReader(stream);
        return YamlDocument.Parse(reader.ReadToEnd()).Root.AsObject();
    }

    /// <summary>Parses the definition on each call.</summary>
    public static JsonObject ReadSchema(string name) =>
        ReadDefinition(name)["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!.AsObject();
}
