using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Locating;

/// <summary>Tells whether two paths lead to the same directory.</summary>
internal static class DirectoryIdentity
{
    /// <summary>Device and inode of what <paramref name="path"/> leads to, links followed; null where there is no such
    /// directory.</summary>
    /// <exception cref="LinuxException">It may not be read.</exception>
    public static (ulong Device, ulong Inode)? Find(string path)
    {
        try
        {
            using var folder = DirectoryHandle.Open(path);
            var status = folder.Stat();
            return (status.Device, status.Inode);
        }
        catch (LinuxException missing) when (missing.Errno is Errno.ENOENT or Errno.ENOTDIR)
        {
            return null;
        }
    }
}
