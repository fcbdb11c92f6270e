using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Reporting;

/// <summary>Warns of pins that match nothing anywhere: they protect nothing, whatever their author believes. A pin
/// that matches on one node does what it is for.</summary>
internal static class PinFold
{
    private const int MostNamed = 5;

    /// <summary>Adds the condition to <paramref name="conditions"/>, or leaves it as it was while it cannot be
    /// told.</summary>
    public static ImmutableArray<Condition> WithPins(
        this ImmutableArray<Condition> conditions,
        ImmutableArray<NodeProgress> nodes,
        CleanupOrder order,
        DateTimeOffset now
    )
    {
        var scanned = nodes.Where(node => node.Report?.PlanDigest is not null).Select(node => node.Report!).ToList();
        if (scanned.Count == 0 || nodes.Any(MayStillMatch))
            return conditions;
        var unmatched = scanned[0]
            .UnmatchedPins.Where(pin => IsOwn(pin, order) && scanned.All(report => report.UnmatchedPins.Contains(pin)))
            .ToList();
        return unmatched.Count == 0 && conditions.Find(CleanupConditions.PinsMatched) is null
            ? conditions
            : conditions.With(Of(unmatched, scanned.Count) with { ObservedGeneration = order.Generation }, now);
    }

    /// <summary>The pins of other cleanups hold on the node too; whether they match is for those cleanups to
    /// say.</summary>
    private static bool IsOwn(UnmatchedPin pin, CleanupOrder order) =>
        pin.Field switch
        {
            "protect.images" => order.Protect.Images.Contains(pin.Pattern),
            "protect.volumes" => order.Protect.Volumes.Contains(pin.Pattern),
            "protect.containers" => order.Protect.Containers.Contains(pin.Pattern),
            "protect.labels" => order.Protect.Labels.Contains(pin.Pattern),
            _ => true,
        };

    /// <summary>A silent node may never answer again; one that lives is waited for.</summary>
    private static bool MayStillMatch(NodeProgress node) =>
        node.Silence is null && !node.HasEnded && node.Report?.PlanDigest is null;

    private static Condition Of(IReadOnlyList<UnmatchedPin> unmatched, int nodes)
    {
        if (unmatched.Count == 0)
            return Named(ConditionStatus.True, CleanupReasons.AllPinsMatched, "every pattern matches something");
        var named = string.Join(", ", unmatched.Take(MostNamed).Select(pin => $"{pin.Field}: {pin.Pattern}"));
        var more = unmatched.Count > MostNamed ? $" and {unmatched.Count - MostNamed} more" : "";
        var match = unmatched.Count == 1 ? "matches" : "match";
        var where = nodes == 1 ? "the only node that was scanned" : $"any of the {nodes} nodes that were scanned";
        var message = $"{named}{more} {match} nothing on {where}, and so protect nothing; correct or remove them";
        return Named(
            ConditionStatus.False,
            CleanupReasons.PinsUnmatched,
            ShortText.Of(message, CleanupVerdict.LongestMessage)
        );
    }

    private static Condition Named(string status, string reason, string message) =>
        new()
        {
            Type = CleanupConditions.PinsMatched,
            Status = status,
            Reason = reason,
            Message = message,
        };
}
