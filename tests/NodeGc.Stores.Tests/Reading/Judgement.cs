using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Rules;
using NodeGc.Testing.Stores.Engines;

namespace NodeGc.Stores.Tests.Reading;

/// <summary>What the collector makes of an inventory, in the names that <see cref="StoreTruth"/> uses.</summary>
internal static class Judgement
{
    private static readonly ClassPolicy AtOnce = new(
        TimeSpan.Zero,
        ClassPolicy.FewestConfirmations,
        ClassPolicy.ShortestInterval
    );

    /// <summary>The candidates that neither life nor doubt keeps.</summary>
    public static ImmutableSortedSet<string> Garbage(Inventory inventory)
    {
        var kept = Marker.Mark(
            inventory.Graph,
            DoubtRules.Find(new Liveness(inventory)),
            new Liveness(inventory).Alive
        );
        return Names(
            new Liveness(inventory)
                .Garbage.Where(IsNamed)
                .Select(candidate => candidate.Id)
                .Where(id => !kept.Contains(id))
        );
    }

    /// <summary>The candidates that something alive needs.</summary>
    public static ImmutableSortedSet<string> Live(Inventory inventory) =>
        Names(
            inventory
                .Graph.Candidates.Where(IsNamed)
                .Select(candidate => candidate.Id)
                .Where(new Liveness(inventory).Alive.Contains)
        );

    /// <summary>What would be removed if a policy collected all classes at any age, everything had been confirmed, and
    /// an engine ran that objects to nothing.</summary>
    public static ImmutableSortedSet<string> WouldGo(Inventory inventory)
    {
        var permitted = inventory with { Store = inventory.Store with { IsEngineRunning = true, ReusesNames = false } };
        var now = Instant.Later(inventory.TakenAt, TimeSpan.FromDays(1));
        var seen = Sightings
            .None.Observe(new Liveness(permitted with { TakenAt = now.AddHours(-1) }))
            .Observe(new Liveness(permitted with { TakenAt = now }));
        var policy = new CleanupPolicy
        {
            Layers = AtOnce,
            Volumes = AtOnce,
            VolumeScope = VolumeScope.Unused,
        };
        return Names(
            Planner.Plan(new PolicyInput(new Liveness(permitted), policy, seen, now)).Items.Select(item => item.Id)
        );
    }

    /// <summary>Debris is named by its path alone.</summary>
    private static bool IsNamed(Resource candidate) => candidate.Id.Kind != ResourceKind.Debris;

    private static ImmutableSortedSet<string> Names(IEnumerable<ResourceId> ids) =>
        ids.Select(NameOf).ToImmutableSortedSet(StringComparer.Ordinal);

    private static string NameOf(ResourceId id) =>
        id.Kind switch
        {
            ResourceKind.Volume => StoreTruth.Volume(id.Name),
            ResourceKind.Store => $"store:{id.Name}",
            _ => id.Name[(id.Name.LastIndexOf('/') + 1)..],
        };
}
