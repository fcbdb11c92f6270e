using System.Collections.Immutable;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Journaling;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>What must hold of a store after a crash and the recovery from it.</summary>
/// <param name="before">The store as it was made.</param>
/// <param name="now">The store as it is.</param>
internal sealed class Verdict(StoreState before, StoreState now)
{
    /// <summary>What is wrong: empty where every item is whole in its place, whole in the quarantine, or rightly gone,
    /// as the journal says, and nothing else has changed.</summary>
    /// <param name="items">The items.</param>
    /// <param name="mayBeGone">Whether something was to be deleted at all.</param>
    public IReadOnlyList<string> FindFaults(PlanItem[] items, bool mayBeGone) =>
        [
            .. items.SelectMany(item => FaultsOf(item, mayBeGone)),
            .. Differences(before.Of(null), now.Of(null))
                .Select(path => $"{path} is not what it was, and is no item's"),
            .. now.Tree.Strays.Select(path => $"{path} is left over"),
        ];

    /// <summary>Whether the item is in its place.</summary>
    public bool IsAtHome(PlanItem item) => now.StepOf(item) is null or JournalStep.Abandoned or JournalStep.Restored;

    /// <summary>Whether the item is in the quarantine.</summary>
    public bool IsKept(PlanItem item) => now.StepOf(item) == JournalStep.Quarantined;

    private IEnumerable<string> FaultsOf(PlanItem item, bool mayBeGone)
    {
        var (was, isNow) = (before.Of(item), now.Of(item));
        var isHome = IsAtHome(item);
        if (!isHome && !IsKept(item) && !(mayBeGone && now.StepOf(item) == JournalStep.Deleted))
            yield return $"the journal says {now.StepOf(item)} of {item.Id}";
        if (IsKept(item))
            was = was.RemoveRange(item.Directory.Links);
        if (now.StepOf(item) == JournalStep.Deleted)
            was = was.Clear();
        foreach (var path in Differences(was, isNow))
            yield return $"{path} is not as the journal has it ({now.StepOf(item)})";
        foreach (var path in isNow.Keys.Where(path => now.Tree.Kept.Contains(path) != IsKept(item)))
            yield return $"{path} is elsewhere than its item";
        if (item.Removal == RemovalMethod.Engine && now.IsKnown(item) != isHome)
            yield return $"the engine {(isHome ? "does not know" : "knows")} {item.Id}";
    }

    private static IEnumerable<string> Differences(
        ImmutableSortedDictionary<string, string> was,
        ImmutableSortedDictionary<string, string> isNow
    )
    {
        foreach (var (path, description) in was.Where(entry => isNow.GetValueOrDefault(entry.Key) != entry.Value))
            yield return $"{path} [{description} | {isNow.GetValueOrDefault(path, "gone")}]";
        foreach (var path in isNow.Keys.Where(path => !was.ContainsKey(path)))
            yield return $"{path} [new]";
    }
}
