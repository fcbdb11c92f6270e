using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Quarantining;

/// <summary>Where moved directories lie: always on the mount they come from, since a rename cannot leave it.</summary>
internal sealed class QuarantineFolders(WritableStore store)
{
    /// <summary>The folder inside a driver's home that is a mount of its own. Engines ignore names there that are no layer's.</summary>
    public const string InsideHome = ".nodegc-quarantine";

    private const string Own = "quarantine";
    private const string OwnCompanions = "companions";

    /// <summary>The place for an item of <paramref name="run"/>, its folders made; null where there can be none.</summary>
    /// <exception cref="LinuxException">ENOSPC, EROFS, ...</exception>
    public string? FindPlace(RunId run, PlanItem item, DirectoryHandle folder)
    {
        var path = StorePath.Of(item.Directory.Path);
        var name = item.Class == CleanupClass.Debris ? item.Directory.Path.Replace('/', '.') : path.Name; // Debris of one name may lie in several folders.
        if (IsOnOwnMount(folder)) return Make(WritableStore.OwnFolder, [Own, run.ToString(), item.Class.Word()], name);

        // Engines take every directory in `volumes` for a volume, so nothing of ours may lie there.
        return item.Class == CleanupClass.Layers ? Make(path.Folder, [InsideHome, run.ToString()], path.Name) : null;
    }

    /// <summary>The place for what lies at <paramref name="path"/> and goes with an item that is kept at <paramref name="itemPlace"/>, its folders made; null
    /// where neither our own folder nor that of the item is on its mount.</summary>
    /// <exception cref="LinuxException">ENOSPC, EROFS, ...</exception>
    public string? FindCompanionPlace(RunId run, string path, string itemPlace)
    {
        using var folder = store.OpenFolder(StorePath.Of(path).Folder);
        var name = path.Replace('/', '.'); // Unlike any item's name, and unlike any other companion's.
        if (IsOnOwnMount(folder.Handle)) return Make(WritableStore.OwnFolder, [Own, run.ToString(), OwnCompanions], name);
        var besideItem = StorePath.Of(itemPlace).Folder;
        using var kept = store.OpenFolder(besideItem);
        return AreOnOneMount(kept.Handle, folder.Handle) ? $"{besideItem}/{name}" : null;
    }

    /// <summary>Removes the folders of a run that hold nothing any more.</summary>
    public void Tidy(QuarantinedItem item)
    {
        foreach (var place in item.Companions.Select(companion => companion.Place).Prepend(item.Place)) TidyAbove(place, item.Run);
    }

    /// <summary>Removes the folders of all runs that hold nothing: a crash can leave them before the journal knows of them.</summary>
    public void TidyAll()
    {
        const string path = $"{WritableStore.OwnFolder}/{Own}";
        using var quarantine = store.Root.Handle.FindBeneath(path);
        if (quarantine is null) return;
        foreach (var run in FoldersIn(quarantine))
        {
            using var folder = quarantine.OpenBeneath(run);
            foreach (var inner in FoldersIn(folder)) TryRemove($"{path}/{run}/{inner}");
            TryRemove($"{path}/{run}");
        }
    }

    private static IEnumerable<string> FoldersIn(DirectoryHandle folder) =>
        folder.List().Where(entry => entry.Kind == FileKind.Directory).Select(entry => entry.Name.FindText()).OfType<string>();

    private static bool IsOfRun(string path, string run) => path.Split('/').Contains(run, StringComparer.Ordinal);

    private static bool AreOnOneMount(DirectoryHandle one, DirectoryHandle other)
    {
        var (ours, theirs) = (one.Stat(), other.Stat());
        return (ours.Device, ours.MountId) == (theirs.Device, theirs.MountId);
    }

    private bool IsOnOwnMount(DirectoryHandle folder) => AreOnOneMount(store.Home.Handle, folder);

    private void TidyAbove(string place, string run)
    {
        for (var path = StorePath.Of(place).Folder; IsOfRun(path, run); path = StorePath.Of(path).Folder)
        {
            if (!TryRemove(path)) return;
        }
    }

    private string Make(string start, string[] folders, string name)
    {
        var at = store.OpenFolder(start);
        foreach (var folder in folders)
        {
            store.Steps.Reach("folder");
            using var above = at;
            at = above.Ensure(folder);
        }
        at.Dispose();
        return string.Join('/', [start, .. folders, name]);
    }

    private bool TryRemove(string path)
    {
        var (folder, name) = StorePath.Of(path);
        try
        {
            using var opened = store.OpenFolder(folder);
            opened.RemoveDirectory(name);
            return true;
        }
        catch (LinuxException error) when (error.Errno is Errno.ENOTEMPTY or Errno.ENOENT)
        {
            return error.Errno == Errno.ENOENT;
        }
    }
}
