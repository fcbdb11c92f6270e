using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Orders;

/// <summary>Adds to a cleanup's order what concerns one node: pins, images, kubelet thresholds, approval.
/// Pure.</summary>
internal static class NodeOrder
{
    /// <summary>The order as the node should have it, without its digest. Inputs that the node's order already has are
    /// kept, so that it is not rewritten whenever some workload changes.</summary>
    public static CleanupOrder Compose(ActiveCleanup cleanup, ClusterNode node)
    {
        var current = cleanup.FindOrder(node);
        var order = cleanup.Order with
        {
            AlsoProtect =
                current is not null && cleanup.HasEndedOn(node) ? current.AlsoProtect : cleanup.OtherPins.FindFor(node),
            ClusterImages = cleanup.Inputs.FindImages(cleanup.Order, current),
            Kubelet = cleanup.Inputs.FindKubelet(cleanup.Order, current),
        };
        return cleanup.Approval.FindPlan(node.Name, current) is { } plan
            ? order with
            {
                ApprovedPlan = plan,
                ApprovedRunDigest = cleanup.Approval.Digest,
            }
            : order;
    }
}
