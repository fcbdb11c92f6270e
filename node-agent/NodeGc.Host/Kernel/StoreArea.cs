namespace NodeGc.Host.Kernel;

/// <summary>A directory of a filesystem, independent of mount namespaces.</summary>
/// <param name="Device">The filesystem, as mountinfo has it: <c>major:minor</c>.</param>
/// <param name="Path">Relative to the filesystem's own root, which is <c>/</c>.</param>
public sealed record StoreArea(string Device, string Path)
{
    /// <summary>What <paramref name="mount"/> shows at <paramref name="path"/>, both as seen by the same process; null
    /// if the path is not below the mount.</summary>
    public static StoreArea? From(MountLine mount, string path)
    {
        var below =
            mount.MountPoint == "/" ? path
            : IsAtOrBelow(path, mount.MountPoint) ? path[mount.MountPoint.Length..]
            : null;
        return below is null ? null : new StoreArea(mount.Device, (mount.Root.TrimEnd('/') + below).TrimEnd('/'));
    }

    /// <summary>True if <paramref name="other"/> is this directory or below it.</summary>
    public bool Holds(StoreArea other) => Device == other.Device && IsAtOrBelow(other.Path, Path);

    private static bool IsAtOrBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal)
        && (path.Length == folder.Length || path[folder.Length] == '/');
}
