using NodeGc.Host.Linux;

namespace NodeGc.Host.Measuring;

/// <summary>A directory of the store whose entries are measured separately.</summary>
/// <param name="Handle">The folder.</param>
/// <param name="Path">Relative to the data root; empty for the data root itself.</param>
public sealed record DividedFolder(DirectoryHandle Handle, string Path)
{
    /// <summary>Its own status.</summary>
    public FileStatus Status { get; } = Handle.Stat();

    public string At(string name) => Path.Length == 0 ? name : $"{Path}/{name}";
}
