namespace NodeGc.Agent.Reports;

/// <summary>An unreferenced directory.</summary>
/// <param name="Class"><c>layers</c> or <c>volumes</c>.</param>
/// <param name="Name">The directory's or volume's name.</param>
/// <param name="Path">Relative to the data root.</param>
/// <param name="Bytes">Allocated bytes; null if not measured.</param>
/// <param name="LastChanged">When it was last changed.</param>
/// <param name="ScanCount">How many consecutive scans have seen it as garbage.</param>
/// <param name="KeptBy">The problem because of which it is kept; null if there is none.</param>
public sealed record GarbageDocument(
    string Class,
    string Name,
    string Path,
    long? Bytes,
    DateTimeOffset LastChanged,
    int ScanCount,
    string? KeptBy
);
