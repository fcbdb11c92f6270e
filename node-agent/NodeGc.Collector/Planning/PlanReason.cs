using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Planning;

/// <summary>Says in a sentence why nobody needs a directory.</summary>
internal static class PlanReason
{
    public static string Of(Resource garbage, Sighting? sighting, StoreFacts store)
    {
        var nobody = garbage.Id.Kind == ResourceKind.Store ? NobodyInStore(store) : Nobody(garbage.Volume);
        return $"{nobody}; unchanged since {Instant.Format(garbage.Directory!.LastChanged)}{Confirmed(sighting)}";
    }

    private static string NobodyInStore(StoreFacts store) =>
        $"the engine uses {store.Driver}; no container, build-cache record, mount or open file, and no image or layer of that driver, refers to anything in it";

    private static string Nobody(VolumeFacts? volume) => volume switch
    {
        null => "no image, layer, container, build-cache record, mount or open file needs it, nor any directory that one of them needs",
        { IsKnown: false } => "neither the engine nor any metadata, container, mount or open file names it",
        { IsAnonymous: true } => "the engine made it for a container that is gone; no container, mount or open file uses it",
        _ => "no container, mount or open file uses it",
    };

    private static string Confirmed(Sighting? sighting) =>
        sighting is null ? "" : $"; seen as garbage in {sighting.Looks} scans since {Instant.Format(sighting.FirstSeen)}";
}
