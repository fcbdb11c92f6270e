using System.Collections.Immutable;
using NodeGc.Agent.Scanning;
using NodeGc.Collector;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;
using NodeGc.Host.Linux;

namespace NodeGc.Agent.Tests;

/// <summary>Scans of small stores, made by hand.</summary>
internal static class TestScans
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static readonly StoreFacts Store = new("/data", "overlay2", "20.10.24", IsEngineRunning: true);

    public static readonly FileSystemUsage Usage = new(
        "ext4",
        new Bytes(1000),
        new Bytes(400),
        new Bytes(300),
        100,
        60
    );

    public static readonly CleanupPolicy Layers = new()
    {
        Layers = new ClassPolicy(TimeSpan.Zero, 2, TimeSpan.FromMinutes(10)),
    };

    public static Resource Orphan(string name, long size = 10) =>
        new(ResourceId.LayerDirectory("overlay2", name))
        {
            Directory = new DirectoryFacts(
                $"overlay2/{name}",
                new Fingerprint(1, (ulong)name[0], 7),
                Noon.AddDays(-1),
                Noon.AddDays(-1)
            )
            {
                Size = new Bytes(size),
            },
        };

    public static Scan Create(params Resource[] resources) => At(Noon, Sightings.None, [], resources);

    public static Scan WithDoubts(params Doubt[] doubts) => At(Noon, Sightings.None, [.. doubts]);

    public static Scan After(this Scan earlier, TimeSpan passed) =>
        At(
            earlier.Inventory.TakenAt + passed,
            earlier.Sightings,
            earlier.Inventory.Doubts,
            [.. earlier.Inventory.Resources]
        );

    private static Scan At(
        DateTimeOffset now,
        Sightings known,
        ImmutableArray<Doubt> doubts,
        params Resource[] resources
    )
    {
        var inventory = new Inventory
        {
            Store = Store,
            TakenAt = now,
            Resources = [.. resources],
            Doubts = doubts,
        };
        return new Scan(new Liveness(inventory), known.Observe(new Liveness(inventory)), Usage);
    }
}
