using System.Collections.Immutable;

namespace NodeGc.Operator.Rollout;

/// <summary>The order in which nodes start: stable, and spread over the zones, so that no zone bears a failure alone.
/// Pure.</summary>
internal static class RolloutOrder
{
    /// <summary>One node of each zone in turn; zones, and nodes within a zone, by name.</summary>
    public static ImmutableArray<RolloutNode> Arrange(IEnumerable<RolloutNode> nodes) =>
        [
            .. nodes
                .GroupBy(node => node.Node.Zone, StringComparer.Ordinal)
                .SelectMany(zone =>
                    zone.OrderBy(node => node.Name, StringComparer.Ordinal)
                        .Select((node, turn) => (Node: node, Turn: turn, Zone: zone.Key))
                )
                .OrderBy(place => place.Turn)
                .ThenBy(place => place.Zone, StringComparer.Ordinal)
                .Select(place => place.Node),
        ];
}
