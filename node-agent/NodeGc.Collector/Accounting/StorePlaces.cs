using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Accounting;

/// <summary>
/// Where a data root is divided for measuring: a directory that is split has its entries measured apart; every other
/// one is measured whole. All above a candidate is split, and so are the folders in which things of several parts lie.
/// </summary>
public sealed class StorePlaces
{
    private readonly HashSet<string> split = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Resource?> owned = new(StringComparer.Ordinal);
    private readonly FixedPlaces others;

    private StorePlaces(string driver) => others = new FixedPlaces(driver);

    /// <summary>The places of the store that <paramref name="inventory"/> was read from.</summary>
    public static StorePlaces Of(Inventory inventory)
    {
        var places = new StorePlaces(inventory.Store.Driver);
        foreach (var candidate in inventory.Resources.Where(resource => resource.IsCandidate))
        {
            foreach (var path in candidate.Directory!.Companions.Insert(0, candidate.Directory.Path))
                places.Own(path, candidate);
        }
        foreach (var leftover in inventory.Leftovers.Where(IsOnDisk))
            if (places.FindOwned(leftover.Path).Path is not { } above || places.IsSplit(above))
                places.Own(leftover.Path, null);
        return places;
    }

    /// <summary>True where the entries of the directory <paramref name="path"/> are measured apart; the data root
    /// itself is the empty path.</summary>
    public bool IsSplit(string path) =>
        path.Length == 0
        || split.Contains(path)
        || ((!owned.ContainsKey(path) || FixedPlaces.IsOfContainer(path)) && others.IsSplit(path));

    /// <summary>True where a resource has its directory at <paramref name="path"/>; a file that is debris is measured
    /// where it is listed.</summary>
    public bool IsCandidate(string path) =>
        owned.GetValueOrDefault(path)?.Directory is { Size: null } directory && directory.Path == path;

    /// <summary>True where <paramref name="path"/> may be a mount of its own and belongs to the store all the same: an
    /// engine's folder at the top, for example volumes on a disk of their own.</summary>
    public static bool MayBeMount(string path) => FixedPlaces.IsKnownTop(path);

    /// <summary>The nearest of a resource's or a leftover's paths at or above <paramref name="path"/>; nulls where
    /// there is none.</summary>
    internal (string? Path, Resource? Owner) FindOwned(string path)
    {
        for (var at = path; at.Length > 0; at = StorePath.Above(at))
            if (owned.TryGetValue(at, out var owner))
                return (at, owner);
        return (null, null);
    }

    /// <summary>The part of what no resource and no leftover owns.</summary>
    internal StorePart PartByName(string path) => others.PartOf(path);

    /// <summary>What is no directory of its own to be told apart: records of the engine's metadata.</summary>
    private static bool IsOnDisk(Leftover leftover) =>
        leftover.Kind is LeftoverKind.Debris or LeftoverKind.UnknownName or LeftoverKind.DormantStore;

    private void Own(string path, Resource? owner)
    {
        if (!owned.TryAdd(path, owner))
            return;
        for (var above = StorePath.Above(path); above.Length > 0; above = StorePath.Above(above))
            split.Add(above);
    }
}
