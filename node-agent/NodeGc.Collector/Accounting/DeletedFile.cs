namespace NodeGc.Collector.Accounting;

/// <summary>A deleted file that a process holds open. Each inode is listed once, even if several processes hold
/// it.</summary>
/// <param name="Pid">The process id on the host.</param>
/// <param name="Process">The name of its program.</param>
/// <param name="Path">Its former path, as the process saw it.</param>
/// <param name="Size">Allocated bytes.</param>
public sealed record DeletedFile(int Pid, string Process, string Path, Bytes Size)
{
    /// <summary>The container that the file or the process belongs to; if any.</summary>
    public string? ContainerId { get; init; }
}
