namespace NodeGc.Storage.Measuring;

/// <summary>Files with several names in one tree: each counts once. An inode is forgotten when all its names have been seen.</summary>
internal sealed class HardLinks
{
    private readonly Dictionary<ulong, uint> namesToCome = [];
    private readonly Lock gate = new();

    /// <summary>True for the first of the names of <paramref name="inode"/>.</summary>
    public bool IsFirst(ulong inode, uint linkCount)
    {
        lock (gate)
        {
            if (!namesToCome.TryGetValue(inode, out var left))
            {
                namesToCome.Add(inode, linkCount - 1);
                return true;
            }
            if (left <= 1) namesToCome.Remove(inode);
            else namesToCome[inode] = left - 1;
            return false;
        }
    }
}
