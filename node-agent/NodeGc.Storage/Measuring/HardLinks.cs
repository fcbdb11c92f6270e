using NodeGc.Collector;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Measuring;

/// <summary>Files with several names in one tree: each counts once. An inode is forgotten when all its names have been
/// seen.</summary>
internal sealed class HardLinks
{
    private readonly Dictionary<(ulong Device, ulong Inode), (uint NamesToCome, Bytes Size)> files = [];
    private readonly Lock gate = new();

    /// <summary>The files that have names outside of the tree, once the tree was walked to its end.</summary>
    public IEnumerable<SharedFile> Outward =>
        files.Select(file => new SharedFile(file.Key.Device, file.Key.Inode, file.Value.Size));

    /// <summary>True where some file has names outside of the tree, once the tree was walked to its end.</summary>
    public bool LeadOutward => files.Count > 0;

    /// <summary>True for the first of the names of a file.</summary>
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
