using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Planning;

/// <summary>Says in a sentence why nobody needs a directory.</summary>
internal static class PlanReason
{
    public static string Of(Resource garbage, Sighting? sighting, StoreFacts store)
    {
        var since =
            $"{(garbage is { Directory: null, Mount: null } ? "last used" : "unchanged since")} {Instant.Format(garbage.LastChanged!.Value)}";
        return $"{Nobody(garbage, store)}; {since}{Confirmed(sighting)}";
    }

    private static string Nobody(Resource garbage, StoreFacts store) =>
        garbage.Id.Kind switch
        {
            ResourceKind.Store => NobodyInStore(store),
            ResourceKind.Container => "it does not run",
            ResourceKind.Image => "no container and no image that stays needs it, and no name that stays stands for it",
            ResourceKind.ImageReference => "no container needs the image that it stands for",
            ResourceKind.Debris => $"{garbage.Title}; no mount and no open file names it",
            ResourceKind.Mount =>
                $"{garbage.Title}; nothing but this mount keeps its layer, whose container is gone; the layer itself stays until later looks find it unmounted",
            ResourceKind.BuildCacheRecord => "no build uses it, and no record that stays builds upon it",
            _ => Nobody(garbage.Volume),
        };

    private static string NobodyInStore(StoreFacts store) =>
        $"the engine uses {store.Driver}; no container, build-cache record, mount or open file, and no image or layer of that driver, refers to anything in it";

    private static string Nobody(VolumeFacts? volume) =>
        volume switch
        {
            null =>
                "no image, layer, container, build-cache record, mount or open file needs it, nor any directory that one of them needs",
            { IsKnown: false } => "neither the engine nor any metadata, container, mount or open file names it",
            { IsAnonymous: true } =>
                "the engine made it for a container that is gone; no container, mount or open file uses it",
            _ => "no container, mount or open file uses it",
        };

    private static string Confirmed(Sighting? sighting) =>
        sighting is null
            ? ""
            : $"; seen as garbage in {sighting.Looks} scans since {Instant.Format(sighting.FirstSeen)}";
}
