namespace NodeGc.Operator.Dashboard.Views;

/// <summary>One node in the list of nodes.</summary>
public sealed record NodeSummary
{
    public required string Name { get; init; }

    public required NodeState State { get; init; }

    /// <summary>What is wrong with the node; null if nothing is.</summary>
    public string? Problem { get; init; }

    /// <summary>Usage of the data root's filesystem in percent; null if it was not reported.</summary>
    public int? UsedPercent { get; init; }

    public long? UsedBytes { get; init; }

    public long? CapacityBytes { get; init; }

    public long? FreeBytes { get; init; }

    /// <summary>What would be freed if everything unused were removed, whatever the policies say.</summary>
    public long? ReclaimableBytes { get; init; }

    public long? QuarantinedBytes { get; init; }

    /// <summary>Bytes that the engine does not account for.</summary>
    public long? UnaccountedBytes { get; init; }

    public DateTimeOffset? HeartbeatTime { get; init; }

    /// <summary>Whether someone should look at the node.</summary>
    public bool NeedsAttention => Problem is not null;
}
