using System.Text.Json.Nodes;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Cluster;

/// <summary>The JSON patch that replaces one list in the spec of a NodeStorage and leaves the others alone, provided
/// that the object is the same and its spec has not changed since the decision. Pure.</summary>
internal static class SpecPatch
{
    /// <param name="storage">The object that the decision is based on.</param>
    /// <param name="list">Name of the list.</param>
    /// <param name="value">Its new entries.</param>
    public static JsonArray Create(NodeStorage storage, string list, JsonNode? value) =>
        [
            Operation("test", "/metadata/uid", storage.Metadata.Uid),
            Operation("test", "/metadata/generation", storage.Metadata.Generation),
            storage.Spec is null
                ? Operation("add", "/spec", new JsonObject { [list] = value?.DeepClone() })
                : Operation("add", $"/spec/{list}", value?.DeepClone()),
        ];

    /// <summary>Unlike "replace", "add" also works if there is no value yet.</summary>
    private static JsonObject Operation(string op, string path, JsonNode? value) =>
        new()
        {
            ["op"] = op,
            ["path"] = path,
            ["value"] = value,
        };
}
