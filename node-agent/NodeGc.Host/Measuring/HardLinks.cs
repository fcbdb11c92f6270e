using NodeGc.Collector;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Measuring;

/// <summary>Files with several hard links in one tree: each counts once. An inode is dropped when all its links have
/// been seen.</summary>
public sealed class HardLinks
{
    private readonly Dictionary<(ulong Device, ulong Inode), (uint NamesToCome, Bytes Size)> files = [];
    private readonly Lock gate = new();

    /// <summary>The files with hard links outside the tree, after the whole tree was walked.</summary>
    public IEnumerable<SharedFile> Outward =>
        files.Select(file => new SharedFile(file.Key.Device, file.Key.Inode, file.Value.Size));

    /// <summary>True if some file has hard links outside the tree, after the whole tree was walked.</summary>
    public bool LeadOutward => files.Count > 0;

    /// <summary>True for the first hard link of a file.</summary>
    public bool IsFirst(in FileStatus status)
    {
        var file = (status.Device, status.Inode);
        lock (gate)
        {
            if (!files.TryGetValue(file, out var known))
            {
                files.Add(file, (status.LinkCount - 1, status.Allocated));
                return true;
            }
            if (known.NamesToCome <= 1)
                files.Remove(file);
            else
                files[file] = known with { NamesToCome = known.NamesToCome - 1 };
            return false;
        }
    }
}
