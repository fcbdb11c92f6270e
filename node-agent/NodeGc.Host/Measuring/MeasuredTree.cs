using NodeGc.Collector;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Measuring;

/// <summary>The tree below one directory while several threads measure it.</summary>
/// <param name="path">Relative to the data root.</param>
public sealed class MeasuredTree(string path)
{
    private long bytes;
    private long inodes;
    private int branches = 1;
    private string? failure;
    private ulong device;
    private ulong mount;

    public string Path => path;

    /// <summary>The file name as the kernel has it, which is not always text.</summary>
    public FileName Name { get; init; } = System.IO.Path.GetFileName(path);

    /// <summary>It was found by listing: if it vanishes, it is ignored.</summary>
    public bool MayVanish { get; init; }

    /// <summary>It belongs to the store even if it is a separate mount.</summary>
    public bool MayBeMount { get; init; }

    public HardLinks HardLinks { get; } = new();

    /// <summary>Why the size is unknown; null if it is known.</summary>
    public string? Error => failure;

    public bool HasFailed => failure is not null;

    public Extent? Extent => failure is null ? new Extent(new Bytes(bytes), inodes) : null;

    /// <summary>Starts with the top directory: what is on its mount belongs to the tree.</summary>
    public void Begin(in FileStatus top)
    {
        (device, mount) = (top.Device, top.MountId);
        Add(top.Allocated.Value, 1);
    }

    /// <summary>Whether an entry belongs to the tree. Btrfs subvolumes have separate devices without being mounts;
    /// kernels before 5.8 do not report mount ids.</summary>
    public bool Holds(in FileStatus status) => mount != 0 ? status.MountId == mount : status.Device == device;

    /// <summary>Whether an entry counts: of several hard links the first does.</summary>
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
