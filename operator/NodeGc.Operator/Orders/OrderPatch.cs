using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Orders;

/// <summary>The JSON patch that gives one node its orders, provided that the object has not changed since the
/// decision. Pure.</summary>
internal static class OrderPatch
{
    public static JsonArray Create(NodeStorage storage, ImmutableArray<CleanupOrder> orders)
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

    /// <summary>Unlike "replace", "add" also works if there is no value yet.</summary>
    private static JsonObject Operation(string op, string path, JsonNode? value) =>
        new()
        {
            ["op"] = op,
            ["path"] = path,
            ["value"] = value,
        };
}
