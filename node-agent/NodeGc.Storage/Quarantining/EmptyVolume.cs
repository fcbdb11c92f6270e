using NodeGc.Storage.Deleting;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Quarantining;

/// <summary>The empty volume that an engine makes when it is asked to know a volume again; its place is taken by the
/// data.</summary>
internal sealed class EmptyVolume(WritableStore store)
{
    private static readonly FileName Data = "_data";
    private static readonly FileName Options = "opts.json";

    /// <summary>Whether the volume at <paramref name="path"/> holds nothing that anybody but the engine
    /// wrote.</summary>
    public bool IsEmpty(string path)
    {
        using var volume = store.OpenFolder(path);
        if (volume.Handle.List().Any(entry => entry.Name != Data && entry.Name != Options))
            return false;
        using var data = volume.Handle.FindBeneath(Data);
        return data is null || data.List().IsEmpty;
    }

    /// <summary>Swaps the data in and removes the empty volume. Swapped in one step: no moment has neither.</summary>
    /// <exception cref="LinuxException">They lie on different mounts (EXDEV), ...</exception>
    public void Replace(QuarantinedItem item, CancellationToken cancellationToken)
    {
        var (home, place) = (StorePath.Of(item.Path), StorePath.Of(item.Place));
        using (var homeFolder = store.OpenFolder(home.Folder))
        using (var placeFolder = store.OpenFolder(place.Folder))
        {
            store.Steps.Reach("exchange");
            placeFolder.Exchange(place.Name, homeFolder, home.Name);
            store.Steps.Reach("exchanged");
        }
        RemoveSwapped(item, cancellationToken);
    }

    /// <summary>Removes what lies in the item's place after a swap, if it is not the item but the empty
    /// volume.</summary>
    public void RemoveSwapped(QuarantinedItem item, CancellationToken cancellationToken)
    {
        if (store.FindStatus(item.Place) is not { } status || Identity.IsSame(status, item) || !IsEmpty(item.Place))
            return;
        var path = StorePath.Of(item.Place);
        using var folder = store.OpenFolder(path.Folder);
        store.Steps.Reach("remove empty volume");
        new TreeDeleter(DeletionPace.Unbounded, cancellationToken).Delete(folder, path.Name);
        store.Steps.Reach("removed empty volume");
    }
}
