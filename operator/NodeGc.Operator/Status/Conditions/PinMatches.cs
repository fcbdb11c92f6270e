using System.Collections.Immutable;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Progress;

namespace NodeGc.Operator.Status.Conditions;

/// <summary>Pins that match nothing on any node: they protect nothing, whatever their author believes. A pin that
/// matches on one node is fine.</summary>
/// <param name="Unmatched">Those of the cleanup itself.</param>
/// <param name="ScannedNodes">The nodes that were scanned.</param>
internal sealed record PinMatches(ImmutableArray<UnmatchedPin> Unmatched, int ScannedNodes)
{
    /// <summary>Null while it cannot be decided.</summary>
    public static PinMatches? Find(ImmutableArray<NodeProgress> nodes, CleanupOrder order)
    {
        var scanned = nodes.Where(node => node.Report?.PlanDigest is not null).Select(node => node.Report!).ToList();
        if (scanned.Count == 0 || nodes.Any(MayStillMatch))
            return null;
        var unmatched = scanned[0]
            .UnmatchedPins.Where(pin => IsOwn(pin, order) && scanned.All(report => report.UnmatchedPins.Contains(pin)));
        return new PinMatches([.. unmatched], scanned.Count);
    }

    /// <summary>Agents report the pins of other cleanups too; those cleanups have a condition of their own.</summary>
    private static bool IsOwn(UnmatchedPin pin, CleanupOrder order) =>
        pin.Field switch
        {
            "protect.images" => order.Protect.Images.Contains(pin.Pattern),
            "protect.volumes" => order.Protect.Volumes.Contains(pin.Pattern),
            "protect.containers" => order.Protect.Containers.Contains(pin.Pattern),
            "protect.labels" => order.Protect.Labels.Contains(pin.Pattern),
            _ => true,
        };

    /// <summary>A live node is waited for; a silent one may never report again.</summary>
    private static bool MayStillMatch(NodeProgress node) =>
        node.Silence is null && !node.HasEnded && node.Report?.PlanDigest is null;
}
