using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Orders;

/// <summary>What is read from the cluster right before an order is issued, and stays in the order as it was
/// then.</summary>
/// <param name="Images">The images of the cluster's workloads; null if they were not read.</param>
/// <param name="Kubelet">The thresholds of the node's kubelet; null if they were not read.</param>
internal sealed record OrderInputs(ClusterImages? Images, KubeletThresholds? Kubelet)
{
    public static OrderInputs None { get; } = new(null, null);

    public static bool IncludesImages(CleanupOrder order) =>
        order is { Collect.Images: not null, Protect.ClusterImages: true };

    public static bool IncludesKubelet(CleanupOrder order) => order.When is not null;

    /// <param name="order">The cleanup's order.</param>
    /// <param name="current">The order that the node already has.</param>
    public ClusterImages? FindImages(CleanupOrder order, CleanupOrder? current) =>
        IncludesImages(order) ? current?.ClusterImages ?? Images : null;

    /// <inheritdoc cref="FindImages"/>
    public KubeletThresholds? FindKubelet(CleanupOrder order, CleanupOrder? current) =>
        !IncludesKubelet(order) ? null
        : current is null ? Kubelet
        : current.Kubelet;
}
