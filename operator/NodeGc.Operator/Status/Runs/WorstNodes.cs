using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Formats;
using NodeGc.Operator.Progress;

namespace NodeGc.Operator.Status.Runs;

/// <summary>Picks the nodes that need attention most, so that a status stays small in a large cluster.</summary>
internal static class WorstNodes
{
    private const int MaxMessageLength = 200;

    /// <summary>Failed nodes first, then by bytes; among equals those without a live agent first, then by
    /// name.</summary>
    public static ImmutableArray<NodeOutcome> Select(IEnumerable<NodeProgress> nodes) =>
        [
            .. nodes
                .Select(node => (Node: node, Bytes: Bytes(node)))
                .OrderBy(entry => entry.Node.Phase == NodePhase.Failed ? 0 : 1)
                .ThenByDescending(entry => entry.Bytes)
                .ThenBy(entry => entry.Node.Silence is null ? 1 : 0)
                .ThenBy(entry => entry.Node.Name, StringComparer.Ordinal)
                .Take(NodeStorageCleanupStatus.MaxNodes)
                .Select(entry => new NodeOutcome
                {
                    Name = entry.Node.Name,
                    Phase = entry.Node.Phase,
                    Message = ShortText.OrNull(entry.Node.Message, MaxMessageLength),
                    Bytes = entry.Bytes,
                }),
        ];

    /// <summary>The nodes of a run that was stopped: those that had not ended are skipped.</summary>
    public static ImmutableArray<NodeOutcome> Stop(ImmutableArray<NodeOutcome> nodes) =>
        [
            .. nodes.Select(node =>
                NodeProgress.IsFinal(node.Phase)
                    ? node
                    : node with
                    {
                        Phase = NodePhase.Skipped,
                        Message = $"order withdrawn; last phase: {node.Phase}",
                    }
            ),
        ];

    private static long Bytes(NodeProgress node)
    {
        var totals = Totals.Sum(node.ByClass);
        return totals.Reclaimable.Bytes + totals.Quarantined.Bytes + totals.Reclaimed.Bytes;
    }
}
