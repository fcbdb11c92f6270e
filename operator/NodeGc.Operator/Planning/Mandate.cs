using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Api.Rules;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Planning;

/// <summary>A cleanup that may be carried out as it stands: the nodes it selects and the order each of them gets.</summary>
internal sealed record Mandate(LabelSelector? NodeSelector, CleanupOrder Order)
{
    /// <summary>Null while the cleanup is suspended, being deleted, or asks for what cannot be carried out.</summary>
    public static Mandate? Find(NodeStorageCleanup cleanup) =>
        cleanup.Spec.Suspend || cleanup.Metadata.DeletionTimestamp is not null || !CleanupSpecRules.Check(cleanup.Spec).IsEmpty
            ? null
            : new Mandate(cleanup.Spec.NodeSelector, OrderOf(cleanup));

    /// <summary>Only Linux nodes can be selected: the agent runs nowhere else.</summary>
    public bool Selects(ClusterNode node) =>
        node.Node is { } machine && machine.RunsLinux() && (NodeSelector?.Matches(machine.Metadata.Labels) ?? true);

    /// <summary>Whether the node holds this very order already.</summary>
    public bool IsOn(ClusterNode node) => node.Orders.Any(order => order.Cleanup == Order.Cleanup && order.RunId == Order.RunId);

    private static CleanupOrder OrderOf(NodeStorageCleanup cleanup) => new()
    {
        Cleanup = cleanup.Metadata.Name ?? "",
        Uid = cleanup.Metadata.Uid ?? "",
        RunId = RunId.Of(cleanup.Metadata),
        Generation = cleanup.Metadata.Generation ?? 0,
        Mode = cleanup.Spec.Mode,
        Collect = cleanup.Spec.Collect,
        Protect = cleanup.Spec.Protect,
        Disposal = cleanup.Spec.Disposal,
        Limits = cleanup.Spec.Limits,
    };
}
