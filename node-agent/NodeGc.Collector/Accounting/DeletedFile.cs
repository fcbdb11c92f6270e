namespace NodeGc.Collector.Accounting;

/// <summary>A file without a name that a process holds open. Each inode is told once, whoever else holds it.</summary>
/// <param name="Pid">The process, in the host's numbers.</param>
/// <param name="Process">The name of its program.</param>
/// <param name="Path">Where it lay, as the process saw it.</param>
/// <param name="Size">Allocated bytes.</param>
public sealed record DeletedFile(int Pid, string Process, string Path, Bytes Size)
{
    /// <summary>The container that the file or the process belongs to; null where neither belongs to one.</summary>
    public string? ContainerId { get; init; }
}
