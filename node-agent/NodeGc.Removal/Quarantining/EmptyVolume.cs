using NodeGc.Host.Linux;
using NodeGc.Removal.Deleting;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>The empty volume that an engine creates when a volume is registered again; the data then replaces
/// it.</summary>
internal sealed class EmptyVolume(WritableStore store)
{
    /// <summary>Whether the volume at <paramref name="path"/> contains only what the engine wrote.</summary>
    public bool IsEmpty(string path)
    {
        using var volume = store.OpenFolder(path);
        return store.Guard.IsEmptyVolume(volume.Handle);
    }

    /// <summary>Swaps the data in atomically and removes the empty volume: at every moment one of them is in
    /// place.</summary>
    /// <exception cref="LinuxException">They are on different mounts (EXDEV), ...</exception>
    public void Replace(QuarantinedItem item, CancellationToken cancellationToken)
    {
        var (home, place) = (StorePath.From(item.Path), StorePath.From(item.Place));
        using (var homeFolder = store.OpenFolder(home.Folder))
        using (var placeFolder = store.OpenFolder(place.Folder))
        {
            store.CrashPoints.Hit("exchange");
            placeFolder.Exchange(place.Name, homeFolder, home.Name);
            store.CrashPoints.Hit("exchanged");
        }
        RemoveSwapped(item, cancellationToken);
    }

    /// <summary>Removes the empty volume from the item's place after a swap, if it is not the item itself.</summary>
    public void RemoveSwapped(QuarantinedItem item, CancellationToken cancellationToken)
    {
        if (store.FindStatus(item.Place) is not { } status || Identity.IsSame(status, item) || !IsEmpty(item.Place))
            return;
        var path = StorePath.From(item.Place);
        using var folder = store.OpenFolder(path.Folder);
        store.CrashPoints.Hit("remove empty volume");
        new TreeDeleter(DeletionPace.Unbounded, cancellationToken).Delete(folder, path.Name);
        store.CrashPoints.Hit("removed empty volume");
    }
}
