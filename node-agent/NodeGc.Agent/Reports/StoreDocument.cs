namespace NodeGc.Agent.Reports;

/// <summary>The store that was read. Amounts are bytes.</summary>
public sealed record StoreDocument(
    string DataRoot,
    string Driver,
    string? EngineVersion,
    bool EngineRunning,
    string Filesystem,
    long Capacity,
    long Free,
    long Inodes,
    long FreeInodes
)
{
    /// <summary>Percentage of the filesystem in use, as in df.</summary>
    public int UsedPercent { get; init; }
}
