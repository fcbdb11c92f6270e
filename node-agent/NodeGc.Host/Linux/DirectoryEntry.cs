namespace NodeGc.Host.Linux;

/// <summary>A directory entry that owns its name.</summary>
/// <param name="Name">Its name, never <c>.</c> or <c>..</c>.</param>
/// <param name="Inode">Its inode number.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct DirectoryEntry(FileName Name, ulong Inode, FileKind Kind);
