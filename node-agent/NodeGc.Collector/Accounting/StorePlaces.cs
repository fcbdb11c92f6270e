using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Accounting;

/// <summary>
/// How a data root is divided for measuring: the entries of a split directory are measured separately; every other
/// directory is measured as a whole. All parents of candidates are split, and so are directories that hold items of
/// several parts.
/// </summary>
public sealed class StorePlaces
{
    private readonly HashSet<string> split = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Resource?> owned = new(StringComparer.Ordinal);
    private readonly FixedPlaces others;

    private StorePlaces(string driver) => others = new FixedPlaces(driver);

    /// <summary>The places of the store that <paramref name="inventory"/> was read from.</summary>
    public static StorePlaces From(Inventory inventory)
    {
        var places = new StorePlaces(inventory.Store.Driver);
        foreach (var candidate in inventory.Resources.Where(resource => resource.IsCandidate))
        {
            foreach (var path in candidate.Directory!.RelatedPaths.Insert(0, candidate.Directory.Path))
                places.Own(path, candidate);
        }
        foreach (var leftover in inventory.Leftovers.Where(IsOnDisk))
            if (places.FindOwned(leftover.Path).Path is not { } above || places.IsSplit(above))
                places.Own(leftover.Path, null);
        return places;
    }

    /// <summary>True if the entries of the directory <paramref name="path"/> are measured separately; the empty path is
    /// the data root.</summary>
    public bool IsSplit(string path) =>
        path.Length == 0
        || split.Contains(path)
        || ((!owned.ContainsKey(path) || FixedPlaces.IsOfContainer(path)) && others.IsSplit(path));

    /// <summary>True if a resource has its directory at <paramref name="path"/>; debris that is a file is measured when
    /// it is listed.</summary>
    public bool IsCandidate(string path) =>
        owned.GetValueOrDefault(path)?.Directory is { Size: null } directory && directory.Path == path;

    /// <summary>True if <paramref name="path"/> belongs to the store even if it is a mount: a top-level directory of
    /// the engine, for example volumes on a separate disk.</summary>
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

    /// <summary>The part of a path that belongs to no resource and no leftover.</summary>
    internal StorePart PartByName(string path) => others.PartOf(path);

    /// <summary>Records of the engine's metadata, which have no directory of their own.</summary>
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
