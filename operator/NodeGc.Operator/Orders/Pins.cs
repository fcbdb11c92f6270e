using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Orders;

/// <summary>The pins of one cleanup and the nodes that they apply to, whichever cleanup is carried out there.</summary>
/// <param name="Cleanup">Name of the cleanup.</param>
/// <param name="NodeSelector">Its nodes; null = all.</param>
/// <param name="Protect">The pins.</param>
internal sealed record Pins(string Cleanup, LabelSelector? NodeSelector, ProtectSpec Protect)
{
    /// <summary>
    /// The pins of every cleanup, even a suspended or stalled one: whoever pins something wants it kept, whatever
    /// becomes of the cleanup. An invalid selector might mean any node.
    /// </summary>
    public static ImmutableArray<Pins> List(IEnumerable<NodeStorageCleanup> cleanups) =>
        [
            .. cleanups
                .Where(cleanup => cleanup.Metadata.DeletionTimestamp is null)
                .Select(cleanup => new Pins(
                    cleanup.Metadata.Name ?? "",
                    IfValid(cleanup.Spec.NodeSelector),
                    cleanup.Spec.Protect
                ))
                .OrderBy(pins => pins.Cleanup, StringComparer.Ordinal),
        ];

    /// <summary>Whether nothing is pinned.</summary>
    public bool IsEmpty =>
        Protect is { Images.IsEmpty: true, Volumes.IsEmpty: true, Containers.IsEmpty: true, Labels.IsEmpty: true };

    public bool ApplyTo(ClusterNode node) => node.IsSelectedBy(NodeSelector);

    private static LabelSelector? IfValid(LabelSelector? selector) => selector?.FindProblem() is null ? selector : null;
}
