using System.Collections.Immutable;
using NodeGc.Storage.Drivers;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Quarantining;

/// <summary>
/// Where a quarantine may lie: on the mount that holds what is moved, since a rename cannot leave it, and only in
/// folders in which engines
/// ignore names that they did not give. They take every directory in <c>volumes</c> for a volume, try to load each one
/// in <c>containers</c>,
/// and empty <c>tmp</c> when they start: what lies there on a mount of its own has no quarantine.
/// </summary>
internal static class QuarantinePlaces
{
    /// <summary>The folder inside of a folder that is a mount of its own.</summary>
    public const string Inside = ".nodegc-quarantine";

    /// <summary>The data root, for NodeGc's own folder in it.</summary>
    public const string Root = ".";

    /// <summary>All folders that may have a quarantine of their own inside.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        .. DriverNames.Read.Select(driver => DriverHome.Of(driver).Folder).Order(StringComparer.Ordinal),
        "image",
        "plugins",
        "buildkit",
    ];

    /// <summary>The folder in whose mount the thing at <paramref name="path"/> lies and that may have a quarantine:
    /// <see cref="Root"/>, one of
    /// <see cref="All"/>, or null where there is none.</summary>
    /// <exception cref="LinuxException">A link was planted on the way, ...</exception>
    public static string? Find(DirectoryHandle root, string path)
    {
        using var folder = root.FindBeneathAcrossMounts(StorePath.Of(path).Folder);
        if (folder is null)
            return null;
        if (AreOnOneMount(root, folder))
            return Root;
        return FolderFor(path) is { } own && IsOnMount(root, own, folder) ? own : null;
    }

    /// <summary>Why what lies at <paramref name="path"/> cannot be moved into a quarantine; null where it
    /// can.</summary>
    /// <exception cref="LinuxException">A link was planted on the way, ...</exception>
    public static string? FindObstacle(DirectoryHandle root, string path)
    {
        var (folderPath, name) = StorePath.Of(path);
        using var folder = root.FindBeneathAcrossMounts(folderPath);
        if (folder?.FindStat(name) is not { } status)
            return null;
        if (status.MountId != folder.Stat().MountId)
            return $"{path} is a mount, which cannot be moved: unmount it, if nobody needs it";
        return Find(root, path) is null
            ? $"{folderPath} lies on a mount of its own that has no place for a quarantine, "
                + "and what cannot be put back is not removed"
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
            var driver when DriverNames.Read.Contains(driver) => DriverHome.Of(driver).Folder,
            _ => null,
        };

    private static bool IsOnMount(DirectoryHandle root, string path, DirectoryHandle folder)
    {
        using var opened = root.FindBeneathAcrossMounts(path);
        return opened is not null && AreOnOneMount(opened, folder);
    }
}
