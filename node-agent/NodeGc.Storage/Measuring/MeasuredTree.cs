using NodeGc.Collector;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Measuring;

/// <summary>The tree below one directory, while several threads add it up.</summary>
/// <param name="path">Relative to the data root.</param>
internal sealed class MeasuredTree(string path)
{
    private long bytes;
    private int branches = 1;
    private string? failure;

    public string Path => path;

    public HardLinks HardLinks { get; } = new();

    /// <summary>Only files on this device belong to the tree.</summary>
    public ulong Device { get; set; }

    /// <summary>Why the size is not known; null if it is.</summary>
    public string? Error => failure;

    public bool HasFailed => failure is not null;

    public Bytes? Size => failure is null ? new Bytes(bytes) : null;

    /// <summary>The size including what has been added; an entry of several names counts at its first.</summary>
    public long Weigh(in FileStatus status)
    {
        if (status.Device != Device) return 0;
        var counts = status.LinkCount <= 1 || status.Kind == FileKind.Directory || HardLinks.IsFirst(status.Inode, status.LinkCount);
        return counts ? status.Allocated.Value : 0;
    }

    public void Add(long amount) => Interlocked.Add(ref bytes, amount);

    public void Fail(string message) => Interlocked.CompareExchange(ref failure, message, null);

    public void Split() => Interlocked.Increment(ref branches);

    /// <summary>Ends one branch; true for the last one.</summary>
    public bool Join() => Interlocked.Decrement(ref branches) == 0;
}
