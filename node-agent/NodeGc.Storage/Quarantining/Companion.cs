namespace NodeGc.Storage.Quarantining;

/// <summary>A file or directory elsewhere in the store that goes and comes with an item, for example aufs's
/// <c>layers/…</c>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Where it belongs, relative to the data root.</param>
/// <param name="Place">Where it is kept, relative to the data root.</param>
/// <param name="Inode">Its inode.</param>
/// <param name="BornNanoseconds">Its birth time in nanoseconds since 1970.</param>
public sealed record Companion(CompanionKind Kind, string Path, string Place, ulong Inode, long BornNanoseconds);
