namespace NodeGc.Agent.Reports;

/// <summary>The store that was read. All amounts are bytes; null where they could not be told.</summary>
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
    /// <summary>Share of the filesystem in use, as df has it.</summary>
    public int UsedPercent { get; init; }
}
