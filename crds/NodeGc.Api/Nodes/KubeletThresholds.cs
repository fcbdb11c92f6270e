using NodeGc.Api.Formats;

namespace NodeGc.Api.Nodes;

/// <summary>Thresholds of a node's kubelet when the order was issued, as usage percentages. Thresholds that are not
/// percentages are null.</summary>
public sealed record KubeletThresholds
{
    /// <summary>Maximum length of <see cref="UnknownReason"/>.</summary>
    public const int MaxLength = 512;

    /// <summary>Disk usage at which the kubelet removes unused images (<c>imageGCHighThresholdPercent</c>).</summary>
    public int? ImageGCHighThresholdPercent { get; init; }

    /// <summary>Disk usage at which the kubelet evicts pods (<c>evictionHard</c>, the lower of nodefs and
    /// imagefs).</summary>
    public int? EvictionDiskPercent { get; init; }

    /// <summary>Inode usage at which the kubelet evicts pods.</summary>
    public int? EvictionInodePercent { get; init; }

    /// <summary>Why the thresholds are unknown; null if they are known.</summary>
    public string? UnknownReason { get; init; }

    /// <summary>The images, or thresholds, are unknown.</summary>
    public static KubeletThresholds Unknown(string because) =>
        new() { UnknownReason = ShortText.Truncate(because, MaxLength) };
}
