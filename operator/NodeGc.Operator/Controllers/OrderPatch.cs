using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Controllers;

/// <summary>The patch that gives one node its orders, if they are still those that the decision was taken on.
/// Pure.</summary>
internal static class OrderPatch
{
    public static JsonArray For(NodeStorage storage, ImmutableArray<CleanupOrder> orders)
    {
        var spec = JsonSerializer
            .SerializeToNode(new NodeStorageSpec { Orders = orders }, ApiJsonContext.Default.NodeStorageSpec)!
            .AsObject();
        return
        [
            Operation("test", "/metadata/uid", storage.Metadata.Uid),
            Operation("test", "/metadata/generation", storage.Metadata.Generation),
            storage.Spec is null
                ? Operation("add", "/spec", spec)
                : Operation("add", "/spec/orders", spec["orders"]?.DeepClone()),
        ];
    }

    /// <summary>"add" takes the place of what is there, and unlike "replace" needs nothing to be there.</summary>
    private static JsonObject Operation(string op, string path, JsonNode? value) =>
        new()
        {
            ["op"] = op,
            ["path"] = path,
            ["value"] = value,
        };
}
