using System.Collections.Immutable;
using NodeGc.Collector.Accounting;

namespace NodeGc.Host.Kernel;

/// <summary>The areas of a data root: its directory, and the mounts in it that belong to it, such as volumes on a
/// separate disk.</summary>
public sealed class StoreAreas
{
    private readonly string path;
    private readonly ImmutableArray<StoreArea> areas;

    private StoreAreas(string path, ImmutableArray<StoreArea> areas) => (this.path, this.areas) = (path, areas);

    /// <summary>The areas of the data root at <paramref name="path"/>, which is free of links and spelled as in
    /// <paramref name="own"/>, the mounts of this process.</summary>
    public static StoreAreas From(string path, MountTable own)
    {
        var inside =
            from inner in own.In(path)
            where StorePlaces.MayBeMount(inner.MountPoint[(path.Length + 1)..])
            select new StoreArea(inner.Device, inner.Root.TrimEnd('/'));
        var main = own.FindAbove(path) is { } mount ? StoreArea.From(mount, path) : null;
        return new StoreAreas(path, [.. main is null ? [] : new[] { main }, .. inside]);
    }

    /// <summary>True for a path, as seen by this process, below the data root.</summary>
    public bool IsBelow(string other) => other.StartsWith(path + "/", StringComparison.Ordinal);

    /// <summary>True if it is in the data root.</summary>
    public bool Hold(StoreArea place) => areas.Any(area => area.Holds(place));
}
