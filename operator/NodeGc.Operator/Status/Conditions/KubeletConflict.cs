using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Status.Conditions;

/// <summary>Finds out whether a kubelet would remove images or evict pods before a cleanup's <c>when</c> is reached:
/// then the cleanup starts too late. Pure.</summary>
internal static class KubeletConflict
{
    /// <summary>Which thresholds conflict, in a sentence; null if none do, or none are known.</summary>
    public static string? Find(WhenSpec when, KubeletThresholds kubelet) =>
        Find(
            ("disk usage", "when.diskUsagePercent.high"),
            when.DiskUsagePercent,
            ("removes images", "imageGCHighThresholdPercent", kubelet.ImageGCHighThresholdPercent),
            ("evicts pods", "evictionHard", kubelet.EvictionDiskPercent)
        )
        ?? Find(
            ("inode usage", "when.inodeUsagePercent.high"),
            when.InodeUsagePercent,
            ("evicts pods", "evictionHard", kubelet.EvictionInodePercent)
        );

    private static string? Find(
        (string Usage, string Field) what,
        ThresholdSpec? ours,
        params ReadOnlySpan<(string Does, string Field, int? Percent)> kubelet
    )
    {
        (string Does, string Field, int? Percent) first = default;
        foreach (var threshold in kubelet)
            if (threshold.Percent is not null && !(threshold.Percent >= first.Percent))
                first = threshold;
        return ours is not null && ours.High >= first.Percent
            ? $"the kubelet {first.Does} at {first.Percent}% {what.Usage} ({first.Field}), "
                + $"but {what.Field} is {ours.High}%"
            : null;
    }
}
