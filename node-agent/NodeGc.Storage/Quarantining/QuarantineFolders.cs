using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Quarantining;

/// <summary>Where moved directories lie: always on the mount they come from, since a rename cannot leave it.</summary>
internal sealed class QuarantineFolders(WritableStore store)
{
    private const string Own = "quarantine";
    private const string OwnCompanions = "companions";

    /// <summary>The place for an item of <paramref name="run"/>, its folders made; null where there can be
    /// none.</summary>
    /// <exception cref="LinuxException">ENOSPC, EROFS, ...</exception>
    public string? FindPlace(RunId run, PlanItem item)
    {
        var path = item.Directory.Path;
        var name = item.Class == CleanupClass.Debris ? Flat(path) : StorePath.Of(path).Name; // Debris of one name may lie in several folders.
        return FindStart(path) switch
        {
            null => null,
            QuarantinePlaces.Root => Make(WritableStore.OwnFolder, [Own, run.ToString(), item.Class.Word()], name),
            var inside => Make(inside, [QuarantinePlaces.Inside, run.ToString()], name),
        };
    }

    /// <summary>The place for what lies at <paramref name="path"/> and goes with an item that is kept at
    /// <paramref name="itemPlace"/>, its folders made; null where no quarantine, nor the item's, is on its
    /// mount.</summary>
    /// <exception cref="LinuxException">ENOSPC, EROFS, ...</exception>
    public string? FindCompanionPlace(RunId run, string path, string itemPlace)
    {
        var start = FindStart(path);
        if (start == QuarantinePlaces.Root)
            return Make(WritableStore.OwnFolder, [Own, run.ToString(), OwnCompanions], Flat(path));
        using var folder = store.OpenFolder(StorePath.Of(path).Folder);
        var besideItem = StorePath.Of(itemPlace).Folder;
        using var kept = store.OpenFolder(besideItem);
        return QuarantinePlaces.AreOnOneMount(kept.Handle, folder.Handle) ? $"{besideItem}/{Flat(path)}"
            : start is null ? null
            : Make(start, [QuarantinePlaces.Inside, run.ToString()], Flat(path));
    }

    /// <summary>Removes the folders of a run that hold nothing any more.</summary>
    public void Tidy(QuarantinedItem item)
    {
        foreach (var place in item.Companions.Select(companion => companion.Place).Prepend(item.Place))
            TidyAbove(place, item.Run);
    }

    /// <summary>Removes the folders of all runs that hold nothing: a crash can leave them before the journal knows of
    /// them.</summary>
    public void TidyAll()
    {
        const string own = $"{WritableStore.OwnFolder}/{Own}";
        foreach (var run in FoldersIn(own))
        {
            foreach (var inner in FoldersIn($"{own}/{run}"))
                TryRemove($"{own}/{run}/{inner}");
            TryRemove($"{own}/{run}");
        }
        foreach (var inside in QuarantinePlaces.All.Select(folder => $"{folder}/{QuarantinePlaces.Inside}"))
        foreach (var run in FoldersIn(inside))
            TryRemove($"{inside}/{run}");
    }

    /// <summary>Unlike any item's name, and unlike that of anything else that is moved.</summary>
    private static string Flat(string path) => path.Replace('/', '.');

    /// <summary>A link or a file in place of a folder on the way has nothing of ours behind it.</summary>
    private List<string> FoldersIn(string path)
    {
        try
        {
            using var folder = store.Root.Handle.FindBeneathAcrossMounts(path);
            return folder is null
                ? []
                :
                [
                    .. folder
                        .List()
                        .Where(entry => entry.Kind == FileKind.Directory)
                        .Select(entry => entry.Name.FindText())
                        .OfType<string>(),
                ];
        }
        catch (LinuxException replaced) when (replaced.Errno is Errno.ELOOP or Errno.ENOTDIR)
        {
            return [];
        }
    }

    private static bool IsOfRun(string path, string run) => path.Split('/').Contains(run, StringComparer.Ordinal);

    /// <summary>NodeGc's own folder may be a mount of its own as well: then nothing can be moved there.</summary>
    private string? FindStart(string path)
    {
        var start = QuarantinePlaces.Find(store.Root.Handle, path);
        return start == QuarantinePlaces.Root && !QuarantinePlaces.AreOnOneMount(store.Root.Handle, store.Home.Handle)
            ? null
            : start;
    }

    private void TidyAbove(string place, string run)
    {
        for (var path = StorePath.Of(place).Folder; IsOfRun(path, run); path = StorePath.Of(path).Folder)
        {
            if (!TryRemove(path))
                return;
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
