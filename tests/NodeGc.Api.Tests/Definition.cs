using System.Text.Json.Nodes;
using NodeGc.Api.Schemas;

namespace NodeGc.Api.Tests;

/// <summary>One of the custom resource definitions, and walks over its schema.</summary>
internal sealed record Definition(string Kind, JsonObject Document)
{
    public static readonly Definition Cleanup = Read("NodeStorageCleanup", "nodegc.io_nodestoragecleanups.yaml");
    public static readonly Definition Node = Read("NodeStorage", "nodegc.io_nodestorages.yaml");

    public static readonly Definition Restore = Read("NodeStorageRestore", "nodegc.io_nodestoragerestores.yaml");

    public static Definition From(string kind) =>
        new[] { Cleanup, Node, Restore }.Single(definition => definition.Kind == kind);

    public JsonObject Version => Document["spec"]!["versions"]!.AsArray().Single()!.AsObject();

    public JsonObject Schema => Version["schema"]!["openAPIV3Schema"]!.AsObject();

    /// <summary>The schema at a path of field names, where <c>[]</c> stands for the entries of a list; null if there
    /// is none.</summary>
    public JsonObject? Find(string path)
    {
        JsonNode? schema = Schema;
        foreach (
            var step in path.Replace("[]", ".[]", StringComparison.Ordinal)
                .Split('.', StringSplitOptions.RemoveEmptyEntries)
        )
            schema = step == "[]" ? schema?["items"] : schema?["properties"]?[step];
        return schema as JsonObject;
    }

    /// <summary>Every schema below the root with its path, except metadata.</summary>
    public IEnumerable<(string Path, JsonObject Schema)> Fields() =>
        Below("", Schema).Where(field => field.Path != "metadata");

    private static IEnumerable<(string Path, JsonObject Schema)> Below(string path, JsonObject schema)
    {
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        foreach (var field in WithBelow(path.Length == 0 ? name : $"{path}.{name}", property!.AsObject()))
            yield return field;
        if (schema["items"] is JsonObject items)
            foreach (var field in WithBelow($"{path}[]", items))
                yield return field;
    }

    private static IEnumerable<(string Path, JsonObject Schema)> WithBelow(string path, JsonObject schema) =>
        Below(path, schema).Prepend((path, schema));

    private static Definition Read(string kind, string file) => new(kind, CustomResourceSchemas.ReadDefinition(file));
}
