namespace NodeGc.Api.Cleanups;

/// <summary>How full a node has to be, and down to where it is cleaned. One threshold that is reached is enough to
/// begin; to stop, all of them have to be satisfied.</summary>
public sealed record WhenSpec
{
    /// <summary>Used bytes of the data root's filesystem; null = bytes do not count.</summary>
    public ThresholdSpec? DiskUsagePercent { get; init; }

    /// <summary>Free bytes of the data root's filesystem; null = they do not count.</summary>
    public DiskFreeSpec? DiskFree { get; init; }

    /// <summary>Used inodes of the data root's filesystem; null = inodes do not count.</summary>
    public ThresholdSpec? InodeUsagePercent { get; init; }
}
