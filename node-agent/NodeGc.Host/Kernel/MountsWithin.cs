using NodeGc.Host.Linux;

namespace NodeGc.Host.Kernel;

/// <summary>Whether anything is mounted on, below, or from a directory, as seen by this process. Neither a rename nor
/// the deletion of a subvolume checks that.</summary>
public static class MountsWithin
{
    private const string Mounts = "/proc/self/mountinfo";

    /// <summary>Description of what is mounted there; null if nothing is.</summary>
    /// <exception cref="LinuxException">The mounts cannot be read.</exception>
    public static string? Find(DirectoryHandle directory)
    {
        var path = directory.FindPath();
        var mounts = Read();
        var own = mounts.Where(mount => IsAtOrBelow(path, mount.MountPoint)).MaxBy(mount => mount.MountPoint.Length);
        var root = own is null ? null : Join(own.Root, path[own.MountPoint.TrimEnd('/').Length..]);
        var found = mounts.Find(mount =>
            IsAtOrBelow(mount.MountPoint, path) || (mount.Device == own?.Device && IsAtOrBelow(mount.Root, root!))
        );
        return found is null ? null : $"{found.Root} of {found.Source} is mounted at {found.MountPoint}";
    }

    private static List<MountLine> Read()
    {
        var content = new ProcFiles().ReadFile(Mounts, out var errno);
        if (errno != Errno.None)
            throw new LinuxException(errno, "read", Mounts);
        List<MountLine> mounts = [];
        foreach (var line in content.Split((byte)'\n'))
        {
            if (MountLine.Find(content[line]) is { } mount)
                mounts.Add(mount);
        }
        return mounts;
    }

    private static string Join(string root, string rest) => $"{root.TrimEnd('/')}{rest}";

    private static bool IsAtOrBelow(string path, string top) =>
        path == top || path.StartsWith(top.EndsWith('/') ? top : top + "/", StringComparison.Ordinal);
}
