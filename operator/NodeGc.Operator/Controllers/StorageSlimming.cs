using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Controllers;

/// <summary>Drops from a NodeStorage what the operator never reads, so that thousands of them need little
/// memory.</summary>
internal static class StorageSlimming
{
    public static NodeStorage Slim(NodeStorage storage) =>
        WithSharedImages(
            storage.Status is not { } status
                ? storage
                : storage with
                {
                    Metadata = storage.Metadata with { Labels = null, Annotations = null },
                    Status = status with
                    {
                        Agent = null,
                        Conditions = [],
                        Storage = null,
                        Orders = [.. status.Orders.Select(Slim)],
                    },
                }
        );

    private static NodeStorage WithSharedImages(NodeStorage storage) =>
        storage.Spec is not { } spec
            ? storage
            : storage with
            {
                Spec = spec with
                {
                    Orders =
                    [
                        .. spec.Orders.Select(order =>
                            order.ClusterImages is { } images
                                ? order with
                                {
                                    ClusterImages = SharedImages.Share(images),
                                }
                                : order
                        ),
                    ],
                },
            };

    private static OrderReport Slim(OrderReport report) =>
        report with
        {
            Items = [],
            Leftovers = [],
            Errors = [.. report.Errors.Take(1)],
        };
}
