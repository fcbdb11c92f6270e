using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Planning;

/// <summary>Explains why a resource is garbage.</summary>
internal static class PlanReason
{
    public static string For(Resource garbage, Sighting? sighting, StoreFacts store)
    {
        var since =
            (garbage is { Directory: null, Mount: null } ? "last used " : "unchanged since ")
            + Instant.Format(garbage.LastChanged!.Value);
        return $"{Nobody(garbage, store)}; {since}{Confirmed(sighting)}";
    }

    private static string Nobody(Resource garbage, StoreFacts store) =>
        garbage.Id.Kind switch
        {
            ResourceKind.Store => NobodyInStore(store),
            ResourceKind.Container => "not running",
            ResourceKind.Image => "not used by any container or kept image, and no kept name refers to it",
            ResourceKind.ImageReference => "tag or digest of an image that no container uses",
            ResourceKind.Debris => $"{garbage.Title}; unreferenced; checked: mounts, open files",
            ResourceKind.Mount =>
                $"{garbage.Title}; its container no longer exists, and nothing else uses the layer; the layer itself "
                    + "can be collected in a later run",
            ResourceKind.BuildCacheRecord => "not used by any build or kept record",
            _ => Nobody(garbage.Volume),
        };

    private static string NobodyInStore(StoreFacts store) =>
        $"the engine uses {store.Driver}; nothing in it is referenced; checked: containers, build cache records, "
        + $"mounts, open files, and images and layers of {store.Driver}";

    private static string Nobody(VolumeFacts? volume) =>
        volume switch
        {
            null => "unreferenced; checked: images, layers, containers, build cache records, mounts, open files, and "
                + "all directories that these need",
            { IsKnown: false } => "unknown to the engine; unreferenced; checked: metadata, containers, mounts, "
                + "open files",
            { IsAnonymous: true } =>
                "created by the engine for a container that no longer exists; unreferenced; checked: containers, "
                    + "mounts, open files",
            _ => "unreferenced; checked: containers, mounts, open files",
        };

    private static string Confirmed(Sighting? sighting) =>
        sighting is null
            ? ""
            : $"; seen as garbage in {sighting.ScanCount} scans since {Instant.Format(sighting.FirstSeen)}";
}
