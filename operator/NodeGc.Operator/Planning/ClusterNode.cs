using System.Collections.Immutable;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Operator.Planning;

/// <summary>What is known of one node: the Node itself and what its agent keeps.</summary>
/// <param name="Name">Name of both objects.</param>
/// <param name="Node">Null when the cluster has no such node any more.</param>
/// <param name="Storage">Null until the node's agent first came up.</param>
internal sealed record ClusterNode(string Name, Node? Node, NodeStorage? Storage)
{
    /// <summary>The orders as they stand on the node's object.</summary>
    public ImmutableArray<CleanupOrder> Orders => Storage?.Spec?.Orders ?? [];

    /// <summary>Only Linux nodes can be selected: the agent runs nowhere else. Null selects them all.</summary>
    public bool IsSelectedBy(LabelSelector? selector) =>
        Node is { } machine && machine.RunsLinux() && (selector?.Matches(machine.Metadata.Labels) ?? true);
}
