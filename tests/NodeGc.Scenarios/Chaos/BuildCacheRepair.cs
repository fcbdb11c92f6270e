using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Scenarios.Chaos;

/// <summary>
/// Docker 20.10 breaks its own build cache: after a restart it no longer knows that a record shares its directory with
/// an image, and removes the directory with the image; and when it dies while it removes a record, it cannot tell the
/// size of its cache any more. The agent then rightly holds all layers and says what is wrong. This does what an
/// administrator would do.
/// </summary>
internal sealed class BuildCacheRepair(UnrulyDaemon daemon, LostDirectories lost, Tally tally)
{
    private const string SizeUnknown = "error getting build cache usage";
    private static readonly string Record = $"but {ResourceKind.BuildCacheRecord.DisplayName()} ";

    /// <summary>Throws the build cache away where records of it lack what they need.</summary>
    public bool IsDone(IEnumerable<RootReason> reasons)
    {
        var all = reasons.ToList();
        var missing = all.Where(reason => reason.Text.Contains(Record, StringComparison.Ordinal))
            .Select(LostDirectories.Find)
            .OfType<string>()
            .ToHashSet();
        if (missing.Count == 0 && !all.Exists(reason => reason.Text.Contains(SizeUnknown, StringComparison.Ordinal)))
            return false;
        foreach (var name in missing.Where(lost.WasRemovedByAgent))
            tally.Violate($"the agent removed {name}, which the build cache needs");
        tally.Count("build caches that the engine broke");
        daemon.RestartWithout("buildkit");
        return true;
    }
}
