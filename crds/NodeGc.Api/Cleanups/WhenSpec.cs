namespace NodeGc.Api.Cleanups;

/// <summary>Thresholds that start and stop the cleanup of a node. Reaching one of them starts it; it stops once all are
/// satisfied.</summary>
public sealed record WhenSpec
{
    /// <summary>Used bytes of the data root's filesystem; null ignores them.</summary>
    public ThresholdSpec? DiskUsagePercent { get; init; }

    /// <summary>Free bytes of the data root's filesystem; null ignores them.</summary>
    public DiskFreeSpec? DiskFree { get; init; }

    /// <summary>Used inodes of the data root's filesystem; null ignores them.</summary>
    public ThresholdSpec? InodeUsagePercent { get; init; }
}
