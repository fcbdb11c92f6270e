using NodeGc.Api.Formats;

namespace NodeGc.Api.Nodes;

/// <summary>From when on a node's kubelet acts by itself, in percent of use, as it was when the order was given. Null
/// is what it did not say in percent.</summary>
public sealed record KubeletThresholds
{
    /// <summary>Most characters of <see cref="UnknownBecause"/>.</summary>
    public const int MaxLength = 512;

    /// <summary>It removes unused images from here on (<c>imageGCHighThresholdPercent</c>).</summary>
    public int? ImageGcHighPercent { get; init; }

    /// <summary>It evicts pods from here on, for want of bytes (<c>evictionHard</c>, the lower of nodefs and
    /// imagefs).</summary>
    public int? EvictionDiskPercent { get; init; }

    /// <summary>It evicts pods from here on, for want of inodes.</summary>
    public int? EvictionInodePercent { get; init; }

    /// <summary>Why nothing is known; null where it is.</summary>
    public string? UnknownBecause { get; init; }

    /// <summary>Nothing is known of them.</summary>
    public static KubeletThresholds Unknown(string because) =>
        new() { UnknownBecause = ShortText.Of(because, MaxLength) };
}
