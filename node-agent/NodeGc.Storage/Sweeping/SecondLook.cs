using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;

namespace NodeGc.Storage.Sweeping;

/// <summary>What the witnesses say when they are asked once more.</summary>
public sealed record SecondLook
{
    /// <summary>Nobody needs any of them.</summary>
    public static readonly SecondLook AllSilent = new();

    /// <summary>Items that somebody needs now, and who. What such an item needs must be named as well.</summary>
    public ImmutableDictionary<ResourceId, string> Alive { get; init; } = ImmutableDictionary<ResourceId, string>.Empty;

    /// <summary>Why the run must end here: a build in progress, an engine restarted, metadata not understood; null = it
    /// may go on.</summary>
    public string? EndRunBecause { get; init; }

    /// <summary>The verdicts of <paramref name="judge"/>. What was replaced or is gone is not named: the sweep sees
    /// that for itself.</summary>
    public static SecondLook Of(IEnumerable<PlanItem> items, Func<PlanItem, ItemVerdict> judge) =>
        new()
        {
            Alive = items
                .Select(item => (item.Id, Verdict: judge(item) as ItemVerdict.CameAlive))
                .Where(judged => judged.Verdict is not null)
                .ToImmutableDictionary(judged => judged.Id, judged => judged.Verdict!.Reason),
        };
}
