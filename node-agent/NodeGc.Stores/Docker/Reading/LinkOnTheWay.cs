using NodeGc.Host.Linux;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Reading;

/// <summary>A symbolic link in place of a directory or file of an engine. Engines follow it; NodeGc does not, since its
/// target is outside this data root.</summary>
/// <param name="Path">Its path, relative to the data root.</param>
/// <param name="Target">Its target.</param>
/// <param name="Kind">The kind of its target; null = dangling.</param>
internal sealed record LinkOnTheWay(string Path, string Target, FileKind? Kind)
{
    /// <summary>The first link on <paramref name="path"/>, relative to <paramref name="root"/> or as the kernel reports
    /// it, or null.</summary>
    public static LinkOnTheWay? Find(StoreFolder root, string path)
    {
        var above = root.Handle.Locate().ToString() + "/";
        var way = (path.StartsWith(above, StringComparison.Ordinal) ? path[above.Length..] : path).Split('/');
        for (var length = 1; length <= way.Length; length++)
        {
            var place = string.Join('/', way[..length]);
            if (FindStatus(root, place) is not { } status)
                return null;
            if (status.Kind == FileKind.SymbolicLink)
                return new(place, root.Handle.ReadLink(place).ToString(), FindTarget(root, place));
        }
        return null;
    }

    /// <summary>Describes the link and how to fix it so that engine and NodeGc see the same.</summary>
    public string Explain() =>
        Kind switch
        {
            FileKind.Directory =>
                $"It is a symbolic link to {Target}. The engine follows it, but NodeGc changes nothing outside "
                    + "the data root. Stop the engine and bind-mount that directory here instead (mount --bind "
                    + "and /etc/fstab), or move the whole data root and set data-root in daemon.json.",
            null => $"It is a dangling symbolic link to {Target}. Mount the missing target, or remove the link "
                + "while the engine is stopped.",
            _ => $"It is a symbolic link to {Target}. The engine follows it, but NodeGc reads nothing outside the "
                + "data root. Replace the link with the file while the engine is stopped.",
        };

    private static FileKind? FindTarget(StoreFolder root, string link)
    {
        try
        {
            return root.FindStatus($"{link}/.")?.Kind;
        }
        catch (LinuxException refused)
        {
            return refused.Errno == Errno.ENOTDIR ? FileKind.File : null;
        }
    }

    private static FileStatus? FindStatus(StoreFolder root, string path)
    {
        try
        {
            return root.FindStatus(path);
        }
        catch (LinuxException)
        {
            return null; // Gone now, or a loop: reported as dangling.
        }
    }
}
