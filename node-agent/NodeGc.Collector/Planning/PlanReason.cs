using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Planning;

/// <summary>Explains why a resource is garbage.</summary>
internal static class PlanReason
{
    public static string For(Resource garbage, Sighting? sighting, StoreFacts store)
    {
        var since =
            (garbage is { Directory: null, Mount: null } ? "last used " : "unchanged since ")
            + Instant.Format(garbage.LastChanged!.Value);
        return $"{GarbageClasses.Get(garbage).Reason(garbage, store)}; {since}{Confirmed(sighting)}";
    }

    private static string Confirmed(Sighting? sighting) =>
        sighting is null
            ? ""
            : $"; seen as garbage in {sighting.ScanCount} scans since {Instant.Format(sighting.FirstSeen)}";
}
