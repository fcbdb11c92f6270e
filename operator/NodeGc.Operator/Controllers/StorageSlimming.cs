using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Controllers;

/// <summary>Drops from a NodeStorage what the operator never reads, so that thousands of them need little memory.</summary>
internal static class StorageSlimming
{
    public static NodeStorage Slim(NodeStorage storage) => storage.Status is not { } status ? storage : storage with
    {
        Metadata = storage.Metadata with { OwnerReferences = null, Labels = null, Annotations = null },
        Status = status with { Agent = null, Conditions = [], Storage = null, Orders = [.. status.Orders.Select(Slim)] },
    };

    private static OrderReport Slim(OrderReport report) =>
        report with { Items = [], Leftovers = [], Errors = [.. report.Errors.Take(1)] };
}
