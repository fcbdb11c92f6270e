using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Orders;

/// <summary>Adds to a cleanup's order what concerns one node: pins, images, kubelet thresholds, approval, attempt and
/// deadline. Pure.</summary>
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
            Attempt = current?.Attempt,
            Deadline = current?.Deadline,
        };
        return order.Mode == CleanupMode.Approve
            ? Approve(order, cleanup, node, current)
            : Start(order, cleanup, node, current);
    }

    // The first attempt, or the next one.
    private static CleanupOrder Start(
        CleanupOrder order,
        ActiveCleanup cleanup,
        ClusterNode node,
        CleanupOrder? current
    )
    {
        if (current is null)
            return order with { Deadline = Attempts.FindDeadline(cleanup.Rollout, cleanup.Now) };
        var retry = Attempts.FindRetryTime(cleanup.Rollout, current, cleanup.FindReport(node));
        return retry <= cleanup.Now && cleanup.Rollout is not null && cleanup.AdmitsStart(node)
            ? order with
            {
                Attempt = (current.Attempt ?? 0) + 1,
                Deadline = Attempts.FindDeadline(cleanup.Rollout, cleanup.Now),
            }
            : order;
    }

    // An approval is given where the rollout has come to; the time for it does not include the wait for it.
    private static CleanupOrder Approve(
        CleanupOrder order,
        ActiveCleanup cleanup,
        ClusterNode node,
        CleanupOrder? current
    )
    {
        if (cleanup.Approval.FindPlan(node.Name, current) is not { } plan)
            return order with { Deadline = null };
        var isNew = current?.ApprovedRunDigest != cleanup.Approval.Digest;
        if (isNew && !cleanup.AdmitsStart(node))
            return order with { Deadline = null };
        return order with
        {
            ApprovedPlan = plan,
            ApprovedRunDigest = cleanup.Approval.Digest,
            Deadline = isNew ? Attempts.FindDeadline(cleanup.Rollout, cleanup.Now) : current!.Deadline,
        };
    }
}
