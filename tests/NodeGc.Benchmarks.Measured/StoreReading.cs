using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Rules;
using NodeGc.Stores.Docker;
using NodeGc.Stores.Docker.Daemons;

namespace NodeGc.Benchmarks.Measured;

/// <summary>Reads one store and judges it, once.</summary>
internal static class StoreReading
{
    /// <summary>Ticks of reading and of judging, this process's peak memory in bytes, and how many items and doubts
    /// came of it.</summary>
    public static async Task<string> MeasureAsync(string dataRoot)
    {
        var found = (DataRootAnswer.Found)DataRootFinder.Find(new DataRootQuery { DataRoot = dataRoot });
        var read = Stopwatch.StartNew();
        var inventory = Adjustments.OfTheStoreAlone.Apply(
            await StoreReader.ReadAsync(found.Stores[0], new StoreReaderOptions(), CancellationToken.None)
        );
        read.Stop();
        var earlier = SeenBefore(inventory);
        var judge = Stopwatch.StartNew();
        var policy = new CleanupPolicy { Layers = new ClassPolicy(TimeSpan.Zero, 2, TimeSpan.FromSeconds(5)) };
        var liveness = new Liveness(inventory);
        var sightings = earlier.Observe(liveness);
        var plan = Planner.Plan(new PolicyInput(liveness, policy, sightings, inventory.TakenAt.AddMinutes(1)));
        judge.Stop();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{read.Elapsed.Ticks} {judge.Elapsed.Ticks} {ProcessMemory.PeakOf("self")} {plan.Items.Length} "
                + $"{inventory.Doubts.Length}"
        );
    }

    /// <summary>What a scan of a minute ago would have written down; made by hand, so that nothing is warm before it is
    /// measured.</summary>
    private static Sightings SeenBefore(Inventory inventory)
    {
        var then = inventory.TakenAt.AddMinutes(-1);
        var needed = inventory.Resources.SelectMany(resource => resource.Needs).ToHashSet();
        var seen =
            from resource in inventory.Resources
            where resource.IsCandidate && !needed.Contains(resource.Id)
            select new Sighting(resource.Id, resource.Directory!.Fingerprint, then, then, 1);
        return new Sightings(seen.ToImmutableDictionary(sighting => sighting.Id));
    }
}
