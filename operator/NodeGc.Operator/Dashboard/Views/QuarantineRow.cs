namespace NodeGc.Operator.Dashboard.Views;

/// <summary>The quarantine of one data root.</summary>
public sealed record QuarantineRow
{
    public required string Node { get; init; }

    public required string DataRoot { get; init; }

    /// <summary>Items that can be restored.</summary>
    public required long Items { get; init; }

    public required long Bytes { get; init; }

    /// <summary>When the next item is deleted; null if that is not known.</summary>
    public DateTimeOffset? NextExpirationTime { get; init; }

    /// <summary>What was deleted because its time was over, or to free space.</summary>
    public required long DeletedBytes { get; init; }
}
