using System.Collections.Immutable;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Operator.Cluster;

/// <summary>What is known of one node: the Node and its NodeStorage.</summary>
/// <param name="Name">Name of both objects.</param>
/// <param name="Node">Null once the node has left the cluster.</param>
/// <param name="Storage">Null until it is created for the node's agent.</param>
internal sealed record ClusterNode(string Name, Node? Node, NodeStorage? Storage)
{
    /// <summary>The orders in the NodeStorage.</summary>
    public ImmutableArray<CleanupOrder> Orders => Storage?.Spec?.Orders ?? [];

    /// <summary>The restores in the NodeStorage.</summary>
    public ImmutableArray<RestoreOrder> Restores => Storage?.Spec?.Restores ?? [];

    /// <summary>The availability zone; empty if it has none.</summary>
    public string Zone => Node?.Metadata.Labels?.GetValueOrDefault("topology.kubernetes.io/zone") ?? "";

    /// <summary>Why no run starts on the node now: it is being drained, upgraded or repaired. Null if one
    /// may.</summary>
    public string? FindHindrance() =>
        Node switch
        {
            { IsCordoned: true } => "the node is cordoned",
            { } machine when machine.FindCondition(NodeCondition.Ready) is { Status: not "True" } =>
                "the node is not ready",
            _ => null,
        };

    /// <summary>Only Linux nodes can be selected: the agent runs nowhere else. Null selects them all.</summary>
    public bool IsSelectedBy(LabelSelector? selector) =>
        Node is { } machine && machine.RunsLinux() && (selector?.Matches(machine.Metadata.Labels) ?? true);
}
