using System.Collections.Immutable;
using NodeGc.Storage.Drivers;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Quarantining;

/// <summary>
/// Where a quarantine may be: on the mount of what is moved, since a rename cannot leave it, and only in directories in
/// which engines ignore unknown names. They treat every directory in <c>volumes</c> as a volume, try to load each one
/// in <c>containers</c>, and empty <c>tmp</c> on start: if one of these is a separate mount, it has no quarantine.
/// </summary>
internal static class QuarantinePlaces
{
    /// <summary>The quarantine directory inside a directory that is a separate mount.</summary>
    public const string Inside = ".nodegc-quarantine";

    /// <summary>The data root, for NodeGc's own directory in it.</summary>
    public const string Root = ".";

    /// <summary>All directories that may have their own quarantine inside.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        .. DriverNames.Read.Select(driver => DriverHome.From(driver).Folder).Order(StringComparer.Ordinal),
        "image",
        "plugins",
        "buildkit",
    ];

    /// <summary>The directory with a quarantine on the same mount as <paramref name="path"/>: <see cref="Root"/>, one
    /// of <see cref="All"/>, or null if there is none.</summary>
    /// <exception cref="LinuxException">A link was planted on the way, ...</exception>
    public static string? Find(DirectoryHandle root, string path)
    {
        using var folder = root.FindBeneathAcrossMounts(StorePath.From(path).Folder);
        if (folder is null)
            return null;
        if (AreOnOneMount(root, folder))
            return Root;
        return FolderFor(path) is { } own && IsOnMount(root, own, folder) ? own : null;
    }

    /// <summary>Why <paramref name="path"/> cannot be moved into a quarantine; null if it can.</summary>
    /// <exception cref="LinuxException">A link was planted on the way, ...</exception>
    public static string? FindObstacle(DirectoryHandle root, string path)
    {
        var (folderPath, name) = StorePath.From(path);
        using var folder = root.FindBeneathAcrossMounts(folderPath);
        if (folder?.FindStat(name) is not { } status)
            return null;
        if (status.MountId != folder.Stat().MountId)
            return $"{path} is a mount point, which cannot be moved: unmount it if it is no longer needed";
        return Find(root, path) is null
            ? $"{folderPath} is on a separate mount without a quarantine, and what cannot be restored is not removed"
            : null;
    }

    public static bool AreOnOneMount(DirectoryHandle one, DirectoryHandle other)
    {
        var (ours, theirs) = (one.Stat(), other.Stat());
        return (ours.Device, ours.MountId) == (theirs.Device, theirs.MountId);
    }

    private static string? FolderFor(string path) =>
        path.Split('/')[0] switch
        {
            "image" => "image",
            "plugins" => "plugins",
            "buildkit" => "buildkit",
            var driver when DriverNames.Read.Contains(driver) => DriverHome.From(driver).Folder,
            _ => null,
        };

    private static bool IsOnMount(DirectoryHandle root, string path, DirectoryHandle folder)
    {
        using var opened = root.FindBeneathAcrossMounts(path);
        return opened is not null && AreOnOneMount(opened, folder);
    }
}
