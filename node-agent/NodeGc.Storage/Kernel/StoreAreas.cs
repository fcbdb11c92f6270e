using System.Collections.Immutable;
using NodeGc.Collector.Accounting;

namespace NodeGc.Storage.Kernel;

/// <summary>Where a data root lies: its folder, and the folders that are mounted in it and belong to it, such as volumes on a disk of their own.</summary>
internal sealed class StoreAreas
{
    private readonly ImmutableArray<StoreArea> areas;

    private StoreAreas(ImmutableArray<StoreArea> areas) => this.areas = areas;

    /// <summary>The areas of the data root at <paramref name="path"/>, which is free of links and spelt as in <paramref name="own"/>, the mounts
    /// that this process sees.</summary>
    public static StoreAreas Of(string path, MountTable own)
    {
        var inside = own.In(path).Where(mount => StorePlaces.MayBeMount(mount.MountPoint[(path.Length + 1)..])).Select(mount => new StoreArea(mount.Device, mount.Root.TrimEnd('/')));
        var main = own.FindAbove(path) is { } mount ? StoreArea.Of(mount, path) : null;
        return new StoreAreas([.. main is null ? [] : new[] { main }, .. inside]);
    }

    /// <summary>True where something lies in the data root.</summary>
    public bool Hold(StoreArea place) => areas.Any(area => area.Holds(place));
}
