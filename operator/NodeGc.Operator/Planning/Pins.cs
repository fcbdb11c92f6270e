using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Planning;

/// <summary>The pins of one cleanup and the nodes on which they hold, whichever cleanup is carried out there.</summary>
/// <param name="Cleanup">Whose pins they are.</param>
/// <param name="NodeSelector">Its nodes; null = all.</param>
/// <param name="Protect">The pins.</param>
internal sealed record Pins(string Cleanup, LabelSelector? NodeSelector, ProtectSpec Protect)
{
    /// <summary>
    /// The pins of every cleanup, also of one that is suspended or stalled: whoever pins something wants it kept,
    /// whatever becomes of the cleanup. A selector that is not understood may mean any node.
    /// </summary>
    public static ImmutableArray<Pins> Of(IEnumerable<NodeStorageCleanup> cleanups) =>
        [
            .. cleanups
                .Where(cleanup => cleanup.Metadata.DeletionTimestamp is null)
                .Select(cleanup => new Pins(
                    cleanup.Metadata.Name ?? "",
                    Known(cleanup.Spec.NodeSelector),
                    cleanup.Spec.Protect
                ))
                .OrderBy(pins => pins.Cleanup, StringComparer.Ordinal),
        ];

    public bool HoldOn(ClusterNode node) => node.IsSelectedBy(NodeSelector);

    private static LabelSelector? Known(LabelSelector? selector) => selector?.FindProblem() is null ? selector : null;
}
