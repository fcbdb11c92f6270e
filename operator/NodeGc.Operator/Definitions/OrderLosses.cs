using System.Collections.Concurrent;
using NodeGc.Api.Nodes;
using NodeGc.Api.Schemas;

namespace NodeGc.Operator.Definitions;

/// <summary>
/// Which orders the server did not store as they were sent, although its definitions promise to: another server of the
/// same cluster, or a webhook, dropped something. Such an order is not sent again until its cleanup or the definitions
/// change.
/// </summary>
internal sealed class OrderLosses
{
    private readonly ConcurrentDictionary<string, (string RunId, DefinitionGap Gap)> losses = new(
        StringComparer.Ordinal
    );

    /// <summary>Takes note of what the server made of an order; null for one that it stored as it was sent.</summary>
    public DefinitionGap? Note(CleanupOrder sent, CleanupOrder? stored)
    {
        if (sent == stored || OrderDigest.FindDifference(sent, stored) is not { } field)
            return null;
        var gap = new DefinitionGap(DefinitionCheck.Nodes, field, "was not stored as it was sent");
        losses[sent.Cleanup] = (sent.RunId, gap);
        return gap;
    }

    /// <summary>Takes note of an order that the server refused as a whole.</summary>
    public void NoteRefused(CleanupOrder sent, string because) =>
        losses[sent.Cleanup] = (
            sent.RunId,
            new DefinitionGap(DefinitionCheck.Nodes, "spec.orders[]", $"was refused ({because})")
        );

    /// <summary>Null where nothing is known to be lost of this run's orders.</summary>
    public DefinitionGap? Find(string cleanup, string runId) =>
        losses.TryGetValue(cleanup, out var loss) && loss.RunId == runId ? loss.Gap : null;

    /// <summary>The definitions were changed: what was lost may be kept now.</summary>
    public void Clear() => losses.Clear();
}
