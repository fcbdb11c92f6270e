using NodeGc.Collector;
using NodeGc.Collector.Accounting;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Measuring;

/// <summary>The tree below one directory, while several threads add it up.</summary>
/// <param name="path">Relative to the data root.</param>
internal sealed class MeasuredTree(string path)
{
    private long bytes;
    private long inodes;
    private int branches = 1;
    private string? failure;
    private ulong device;
    private ulong mount;

    public string Path => path;

    /// <summary>The last part of the path as the kernel has it, which is not always text.</summary>
    public FileName Name { get; init; } = System.IO.Path.GetFileName(path);

    /// <summary>It was found by listing: where it vanishes, nothing is missing.</summary>
    public bool MayVanish { get; init; }

    /// <summary>It belongs to the store even where it is a mount of its own.</summary>
    public bool MayBeMount { get; init; }

    public HardLinks HardLinks { get; } = new();

    /// <summary>Why the size is not known; null if it is.</summary>
    public string? Error => failure;

    public bool HasFailed => failure is not null;

    public Extent? Extent => failure is null ? new Extent(new Bytes(bytes), inodes) : null;

    /// <summary>Begins with the top directory: what lies on its mount belongs to the tree.</summary>
    public void Begin(in FileStatus top)
    {
        (device, mount) = (top.Device, top.MountId);
        Add(top.Allocated.Value, 1);
    }

    /// <summary>Whether an entry belongs to the tree. Subvolumes of btrfs have devices of their own without being
    /// mounts; kernels before 5.8 do not tell mounts apart.</summary>
    public bool Holds(in FileStatus status) => mount != 0 ? status.MountId == mount : status.Device == device;

    /// <summary>Whether an entry counts: an entry of several names does at its first.</summary>
    public bool Counts(in FileStatus status) =>
        status.LinkCount <= 1 || status.Kind == FileKind.Directory || HardLinks.IsFirst(status);

    public void Add(long moreBytes, long moreInodes)
    {
        Interlocked.Add(ref bytes, moreBytes);
        Interlocked.Add(ref inodes, moreInodes);
    }

    public void Fail(string message) => Interlocked.CompareExchange(ref failure, message, null);

    public void Split() => Interlocked.Increment(ref branches);

    /// <summary>Ends one branch; true for the last one.</summary>
    public bool Join() => Interlocked.Decrement(ref branches) == 0;
}
