using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.Explanations;

/// <summary>A file seen through a mounted filesystem (<c>overlay2/…/merged/…</c>, <c>aufs/mnt/…</c>), traced to the
/// layer directory that contains it.</summary>
/// <param name="Owner">The layer directory that contains the file.</param>
/// <param name="Note">Where the file is in it.</param>
internal sealed record FileView(Resource Owner, string Note)
{
    /// <summary>The note for drivers without layer stacks.</summary>
    public const string OfCopy =
        "with this driver, every layer contains the whole filesystem: the file may come from a lower layer, "
        + "of which this one has its own copy";

    /// <summary>Whether the path belongs to a driver whose layer directories are whole filesystems.</summary>
    public static bool IsCopy(string path) =>
        path.Split('/')
            is ["vfs", "dir", _, _, ..]
                or ["btrfs", "subvolumes", _, _, ..]
                or ["overlay", _, "root", _, ..];

    /// <summary>The topmost layer directory of the view that has the file; null if the path is not a view, is not
    /// mounted, or cannot be resolved.</summary>
    public static FileView? Find(string dataRoot, string path, Resource view, Explainer explainer)
    {
        if (Inside(path) is not { } inside || !Path.Exists(Path.Join(dataRoot, path)))
            return null;
        foreach (var layer in explainer.StackOf(view))
        {
            if (layer.Directory is not { } directory)
                continue;
            if (
                DataOf(directory.Path)
                    .Select(data => $"{directory.Path}/{data}{inside}")
                    .FirstOrDefault(place => IsPlainly(dataRoot, directory.Path, place)) is
                { } found
            )
                return new FileView(layer, $"visible through a mount; the file itself is at {found}");
        }
        return null;
    }

    /// <summary>The part of the path inside of a mounted filesystem.</summary>
    private static string? Inside(string path) =>
        path.Split('/') switch
        {
            ["overlay2" or "fuse-overlayfs" or "overlay", _, "merged", .. { Length: > 0 } rest] => string.Join(
                '/',
                rest
            ),
            ["aufs", "mnt", _, .. { Length: > 0 } rest] => string.Join('/', rest),
            _ => null,
        };

    private static string[] DataOf(string directory) =>
        directory[..directory.IndexOf('/')] switch
        {
            "overlay" => ["upper/", "root/"],
            "aufs" => [""],
            _ => ["diff/"],
        };

    /// <summary>The path exists, and no link on the way leads out of the layer.</summary>
    private static bool IsPlainly(string dataRoot, string layer, string place)
    {
        for (var slash = place.IndexOf('/', layer.Length + 1); slash > 0; slash = place.IndexOf('/', slash + 1))
            if (new FileInfo(Path.Join(dataRoot, place[..slash])).LinkTarget is not null)
                return false;
        var file = new FileInfo(Path.Join(dataRoot, place));
        return file.LinkTarget is not null || Path.Exists(file.FullName);
    }
}
