namespace NodeGc.Host.Linux;

/// <summary>Identifies directories independent of their path.</summary>
public static class DirectoryIdentity
{
    /// <summary>Device and inode of <paramref name="path"/>, links followed; null if there is no such
    /// directory.</summary>
    /// <exception cref="LinuxException">Permission denied.</exception>
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
