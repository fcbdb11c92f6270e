namespace NodeGc.Api.Cleanups;

/// <summary>How full a node has to be, and down to where it is cleaned. Of two thresholds one that is reached is enough to begin, and both have to be at
/// low to stop.</summary>
public sealed record WhenSpec
{
    /// <summary>Used bytes of the data root's filesystem; null = bytes do not count.</summary>
    public ThresholdSpec? DiskUsagePercent { get; init; }

    /// <summary>Used inodes of the data root's filesystem; null = inodes do not count.</summary>
    public ThresholdSpec? InodeUsagePercent { get; init; }
}
