using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;

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
        return SpecPatch.Create(storage, "orders", spec["orders"]);
    }
}
