namespace NodeGc.Removal.Journaling;

/// <summary>A file or directory elsewhere in the store that is moved and restored with an item, for example aufs's
/// <c>layers/…</c>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Its original path, relative to the data root.</param>
/// <param name="Place">Its path in the quarantine, relative to the data root.</param>
/// <param name="Inode">Its inode.</param>
/// <param name="BornNanoseconds">Its birth time in nanoseconds since 1970.</param>
public sealed record RelatedPath(RelatedPathKind Kind, string Path, string Place, ulong Inode, long BornNanoseconds);
