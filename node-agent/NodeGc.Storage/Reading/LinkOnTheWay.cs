using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Reading;

/// <summary>A symbolic link where an engine makes a directory or file. Engines follow it; nothing here does, since what
/// lies behind it is not this data root.</summary>
/// <param name="Path">Where it lies, relative to the data root.</param>
/// <param name="Target">What it says.</param>
/// <param name="Kind">What it leads to; null = nothing.</param>
internal sealed record LinkOnTheWay(string Path, string Target, FileKind? Kind)
{
    /// <summary>The first link on the way to <paramref name="path"/>, relative to <paramref name="root"/> or as the
    /// kernel names it; null where there is none.</summary>
    public static LinkOnTheWay? Find(StoreFolder root, string path)
    {
        var above = Failure.Locate(root.Handle.Descriptor).ToString() + "/";
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

    /// <summary>What is the case, and what to do so that both the engine and this program see the same.</summary>
    public string Explain() =>
        Kind switch
        {
            FileKind.Directory =>
                $"It is a symbolic link to {Target}. The engine follows it; NodeGc touches nothing outside the data root. "
                    + "Stop the engine and mount that directory here instead (mount --bind, and a line in /etc/fstab), "
                    + "or move the whole data root and name it in daemon.json.",
            null => $"It is a symbolic link to {Target}, where nothing is. "
                + "Mount what is missing there, or remove the link while the engine is stopped.",
            _ =>
                $"It is a symbolic link to {Target}. The engine follows it; NodeGc reads nothing outside the data root. "
                    + "Put the file itself in the link's place while the engine is stopped.",
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
            return null; // Gone by now, or a link in a circle: what leads nowhere is said so.
        }
    }
}
