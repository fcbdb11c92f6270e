using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;

namespace NodeGc.Removal.Sweeping;

/// <summary>The result of checking the evidence again during a sweep.</summary>
public sealed record RecheckResult
{
    /// <summary>None of the items is in use.</summary>
    public static readonly RecheckResult NothingInUse = new();

    /// <summary>Items that are in use now, and by what. Must include what such items need.</summary>
    public ImmutableDictionary<ResourceId, string> InUse { get; init; } = ImmutableDictionary<ResourceId, string>.Empty;

    /// <summary>Why the run must stop: a build in progress, a restarted engine, metadata not understood; null =
    /// continue.</summary>
    public string? StopReason { get; init; }

    /// <summary>The verdicts of <paramref name="judge"/>. Replaced and missing items are not included: the sweep
    /// detects them itself.</summary>
    public static RecheckResult From(IEnumerable<PlanItem> items, Func<PlanItem, ItemVerdict> judge) =>
        new()
        {
            InUse = items
                .Select(item => (item.Id, Verdict: judge(item) as ItemVerdict.NowInUse))
                .Where(judged => judged.Verdict is not null)
                .ToImmutableDictionary(judged => judged.Id, judged => judged.Verdict!.Reason),
        };
}
