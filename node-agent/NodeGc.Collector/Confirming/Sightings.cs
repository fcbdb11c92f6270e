using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Confirming;

/// <summary>What earlier scans saw as garbage. Nothing is removed after a single scan, which is often wrong on a busy
/// node.</summary>
public sealed record Sightings(ImmutableDictionary<ResourceId, Sighting> ById)
{
    /// <summary>No scan yet.</summary>
    public static readonly Sightings None = new(ImmutableDictionary<ResourceId, Sighting>.Empty);

    /// <summary>The sighting of <paramref name="resource"/>; null if it is new or was replaced.</summary>
    public Sighting? Find(Resource resource) =>
        ById.TryGetValue(resource.Id, out var sighting) && sighting.Fingerprint == resource.Identity ? sighting : null;

    /// <summary>Adds a scan: garbage is counted once more, what is now in use or gone is forgotten, and what is in
    /// doubt keeps its count.</summary>
    public Sightings Observe(Liveness liveness)
    {
        var inventory = liveness.Inventory;
        List<Resource> unneeded = [.. liveness.Garbage, .. liveness.Unused];
        var doubted = Marker.Mark(inventory.Graph, DoubtRules.Find(inventory, unneeded));
        var seen = unneeded
            .Select(candidate =>
                doubted.Contains(candidate.Id) ? Find(candidate) : Observe(candidate, inventory.TakenAt)
            )
            .OfType<Sighting>();
        return new Sightings(seen.ToImmutableDictionary(sighting => sighting.Id));
    }

    private Sighting Observe(Resource garbage, DateTimeOffset now) =>
        Find(garbage)?.SeenAgain(now) ?? new Sighting(garbage.Id, garbage.Identity!.Value, now, now, 1);
}
