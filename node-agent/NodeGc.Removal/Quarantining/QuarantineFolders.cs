using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>Places of quarantined directories: always on the mount that they come from, since a rename cannot leave
/// it.</summary>
internal sealed class QuarantineFolders(WritableStore store)
{
    private const string Own = "quarantine";
    private const string RelatedPathsFolder = "companions";

    private readonly QuarantinePlaces places = new(store.Guard);

    /// <summary>The place for an item of <paramref name="run"/>, with its parent directories created; null if there can
    /// be none.</summary>
    /// <exception cref="LinuxException">ENOSPC, EROFS, ...</exception>
    public string? FindPlace(RunId run, PlanItem item)
    {
        var path = item.Directory.Path;
        // Debris of the same name may be in several directories.
        var name = item.Class == CleanupClass.Debris ? Flat(path) : StorePath.From(path).Name;
        return FindStart(path) switch
        {
            null => null,
            QuarantinePlaces.Root => Make(WritableStore.OwnFolder, [Own, run.ToString(), item.Class.Word()], name),
            var inside => Make(inside, [QuarantinePlaces.Inside, run.ToString()], name),
        };
    }

    /// <summary>The place for <paramref name="path"/>, which is moved with the item at <paramref name="itemPlace"/>,
    /// with its parent directories created; null if neither a quarantine nor the item's place is on its
    /// mount.</summary>
    /// <exception cref="LinuxException">ENOSPC, EROFS, ...</exception>
    public string? FindRelatedPlace(RunId run, string path, string itemPlace)
    {
        var start = FindStart(path);
        if (start == QuarantinePlaces.Root)
            return Make(WritableStore.OwnFolder, [Own, run.ToString(), RelatedPathsFolder], Flat(path));
        using var folder = store.OpenFolder(StorePath.From(path).Folder);
        var besideItem = StorePath.From(itemPlace).Folder;
        using var kept = store.OpenFolder(besideItem);
        return QuarantinePlaces.AreOnOneMount(kept.Handle, folder.Handle) ? $"{besideItem}/{Flat(path)}"
            : start is null ? null
            : Make(start, [QuarantinePlaces.Inside, run.ToString()], Flat(path));
    }

    /// <summary>Removes empty directories of a run.</summary>
    public void Tidy(QuarantinedItem item)
    {
        foreach (var place in item.RelatedPaths.Select(relatedPath => relatedPath.Place).Prepend(item.Place))
            TidyAbove(place, item.Run);
    }

    /// <summary>Removes empty directories of all runs: a crash can leave them before they are in the journal.</summary>
    public void TidyAll()
    {
        const string own = $"{WritableStore.OwnFolder}/{Own}";
        foreach (var run in FoldersIn(own))
        {
            foreach (var inner in FoldersIn($"{own}/{run}"))
                TryRemove($"{own}/{run}/{inner}");
            TryRemove($"{own}/{run}");
        }
        foreach (var inside in store.Guard.QuarantineHomes.Select(folder => $"{folder}/{QuarantinePlaces.Inside}"))
        foreach (var run in FoldersIn(inside))
            TryRemove($"{inside}/{run}");
    }

    /// <summary>Distinct from the names of items and of anything else that is moved.</summary>
    private static string Flat(string path) => path.Replace('/', '.');

    /// <summary>Behind a link or a file in place of a directory there is nothing of NodeGc.</summary>
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

    /// <summary>NodeGc's own directory may be a separate mount as well: then nothing can be moved there.</summary>
    private string? FindStart(string path)
    {
        var start = places.Find(store.Root.Handle, path);
        return start == QuarantinePlaces.Root && !QuarantinePlaces.AreOnOneMount(store.Root.Handle, store.Home.Handle)
            ? null
            : start;
    }

    private void TidyAbove(string place, string run)
    {
        for (var path = StorePath.From(place).Folder; IsOfRun(path, run); path = StorePath.From(path).Folder)
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
            store.CrashPoints.Hit("folder");
            using var above = at;
            at = above.Ensure(folder);
        }
        at.Dispose();
        return string.Join('/', [start, .. folders, name]);
    }

    private bool TryRemove(string path)
    {
        var (folder, name) = StorePath.From(path);
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
