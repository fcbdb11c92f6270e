using System.Collections.Immutable;
using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>
/// Links elsewhere in the store that point into an item, such as overlay2's short links. A crash of the engine can
/// leave a link that the item's own files do not name, so links are found by their targets.
/// </summary>
internal static class ShortLinks
{
    /// <summary>All links in <paramref name="path"/>, by target; empty if there is no such folder.</summary>
    /// <exception cref="LinuxException">The folder cannot be read, or is itself a link.</exception>
    public static ILookup<string, ShortLink> Read(DirectoryHandle root, string path)
    {
        using var folder = root.FindBeneathAcrossMounts(path);
        if (folder is null)
            return Array.Empty<ShortLink>().ToLookup(link => link.Target);
        return folder
            .List()
            .Where(entry => entry.Kind == FileKind.SymbolicLink)
            .Select(entry => (Name: entry.Name.FindText(), Target: FindTarget(folder, entry.Name)))
            .Where(link => link is { Name: not null, Target: not null })
            .Select(link => new ShortLink($"{path}/{link.Name}", link.Target!))
            .ToLookup(link => link.Target, StringComparer.Ordinal);
    }

    /// <summary>Removes the links of a quarantined item. One that points elsewhere now is no longer its link and is
    /// kept.</summary>
    public static void Remove(WritableStore store, ImmutableArray<ShortLink> links)
    {
        foreach (var link in links)
        {
            var path = StorePath.From(link.Path);
            using var folder = store.OpenFolder(path.Folder);
            if (FindTarget(folder.Handle, path.Name) != link.Target)
                continue;
            store.CrashPoints.Hit("unlink");
            folder.Unlink(path.Name);
            store.CrashPoints.Hit("unlinked");
        }
    }

    /// <summary>The first name that something else has now, or null. A link that could not be removed when its item was
    /// moved still belongs to it.</summary>
    public static string? FindTaken(WritableStore store, ImmutableArray<ShortLink> links) =>
        links.FirstOrDefault(link => IsTaken(store, link))?.Path;

    /// <summary>Recreates missing links; returns the names that something else has now.</summary>
    public static ImmutableArray<string> Recreate(WritableStore store, ImmutableArray<ShortLink> links)
    {
        var taken = ImmutableArray.CreateBuilder<string>();
        foreach (var link in links)
        {
            var path = StorePath.From(link.Path);
            using var folder = store.OpenFolder(path.Folder);
            if (folder.Handle.FindStat(path.Name) is null)
                Make(store, folder, path.Name, link.Target);
            else if (FindTarget(folder.Handle, path.Name) != link.Target)
                taken.Add(link.Path);
        }
        return taken.DrainToImmutable();
    }

    private static bool IsTaken(WritableStore store, ShortLink link)
    {
        var path = StorePath.From(link.Path);
        using var folder = store.Root.Handle.FindBeneathAcrossMounts(path.Folder);
        return folder?.FindStat(path.Name) is not null && FindTarget(folder, path.Name) != link.Target;
    }

    private static void Make(WritableStore store, WritableDirectory folder, string name, string target)
    {
        store.CrashPoints.Hit("link");
        folder.MakeLink(name, target);
        store.CrashPoints.Hit("linked");
    }

    private static string? FindTarget(DirectoryHandle folder, FileName name) =>
        folder.FindStat(name) is { Kind: FileKind.SymbolicLink } ? folder.ReadLink(name).FindText() : null;
}
