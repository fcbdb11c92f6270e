namespace NodeGc.Agent.Reports;

/// <summary>A directory that nothing alive needs.</summary>
/// <param name="Class"><c>layers</c> or <c>volumes</c>.</param>
/// <param name="Name">The directory's or volume's name.</param>
/// <param name="Path">Relative to the data root.</param>
/// <param name="Bytes">Allocated bytes; null where it was not measured.</param>
/// <param name="LastChanged">When it changed last.</param>
/// <param name="Looks">In how many scans in a row it was seen as garbage.</param>
/// <param name="KeptBy">The doubt that keeps it all the same; null where there is none.</param>
public sealed record GarbageDocument(
    string Class,
    string Name,
    string Path,
    long? Bytes,
    DateTimeOffset LastChanged,
    int Looks,
    string? KeptBy
);
