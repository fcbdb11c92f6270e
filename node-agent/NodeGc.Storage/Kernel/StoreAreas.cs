using System.Collections.Immutable;
using NodeGc.Collector.Accounting;

namespace NodeGc.Storage.Kernel;

/// <summary>Where a data root lies: its folder, and the folders that are mounted in it and belong to it, such as
/// volumes on a disk of their own.</summary>
internal sealed class StoreAreas
{
    private readonly string path;
    private readonly ImmutableArray<StoreArea> areas;

    private StoreAreas(string path, ImmutableArray<StoreArea> areas) => (this.path, this.areas) = (path, areas);

    /// <summary>The areas of the data root at <paramref name="path"/>, which is free of links and spelt as in
    /// <paramref name="own"/>, the mounts that this process sees.</summary>
    public static StoreAreas Of(string path, MountTable own)
    {
        var inside =
            from inner in own.In(path)
            where StorePlaces.MayBeMount(inner.MountPoint[(path.Length + 1)..])
            select new StoreArea(inner.Device, inner.Root.TrimEnd('/'));
        var main = own.FindAbove(path) is { } mount ? StoreArea.Of(mount, path) : null;
        return new StoreAreas(path, [.. main is null ? [] : new[] { main }, .. inside]);
    }

    /// <summary>True for a path, as this process sees it, below the data root.</summary>
    public bool IsBelow(string other) => other.StartsWith(path + "/", StringComparison.Ordinal);

    /// <summary>True where something lies in the data root.</summary>
    public bool Hold(StoreArea place) => areas.Any(area => area.Holds(place));
}
