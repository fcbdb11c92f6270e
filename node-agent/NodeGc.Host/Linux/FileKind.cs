namespace NodeGc.Host.Linux;

/// <summary>What a directory entry is. The values are those of <c>d_type</c> and of <c>st_mode &gt;&gt;
/// 12</c>.</summary>
public enum FileKind : byte
{
    /// <summary>Not listed by the filesystem; needs a stat.</summary>
    Unknown = 0,
    Pipe = 1,
    CharacterDevice = 2,
    Directory = 4,
    BlockDevice = 6,
    File = 8,
    SymbolicLink = 10,
    Socket = 12,
}
