using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Rules;
using NodeGc.Collector.Tests.Laws;
using NodeGc.Stores.Tests.Reading;

namespace NodeGc.Stores.Tests.Laws;

/// <summary>Random worlds whose inventories come from stores on disk. Sizes and ages are made up: on disk all is empty
/// and new.</summary>
public static class DiskWorlds
{
    private const int Stores = 60;

    private static readonly Lazy<Inventory[]> Inventories = new(() => [.. Enumerable.Range(0, Stores).Select(Read)]);

    public static Gen<DiskWorld> Random =>
        from first in World
        from second in World
        from doubt in Worlds.Doubt().Generator
        from inFlight in Worlds.InFlight().Generator
        from pins in Worlds.Pins().Generator
        from owner in Owner(first.Inventory)
        from numbers in Gen.ArrayOf(Gen.Choose(0, 10_000), 3)
        select new DiskWorld([first, second], doubt, inFlight, pins, owner, [.. numbers]);

    public static Arbitrary<DiskWorld> All() => Arb.From(Random);

    private static Gen<World> World =>
        from inventory in Gen.Elements(Inventories.Value)
        from ages in Gen.ArrayOf(Gen.Elements(30, 8, 2, 1, 0), inventory.Resources.Length)
        from sizes in Gen.ArrayOf(Gen.Choose(0, 50), inventory.Resources.Length)
        let aged = inventory with
        {
            Resources = [.. inventory.Resources.Select((resource, i) => Aged(resource, ages[i], sizes[i]))],
        }
        from policy in Policies.Random
        from sightings in Past.Generate(aged.Resources)
        select new World(aged, policy, sightings);

    /// <summary>Something that needs any of what is there.</summary>
    private static Gen<Resource> Owner(Inventory inventory) =>
        from needs in Gen.ArrayOf(Gen.Elements(inventory.Resources.Select(resource => resource.Id).ToArray()), 2)
        select new Resource(new ResourceId(ResourceKind.Container, "another")) { Needs = [.. needs] };

    private static Inventory Read(int seed)
    {
        using var written = new WrittenStore(Readable.Plan(seed).Build());
        var inventory = written.ReadAsync().GetAwaiter().GetResult();
        return inventory with
        {
            TakenAt = Collector.Tests.Laws.World.Now,
            Store = inventory.Store with { IsEngineRunning = seed % 4 > 0 },
        };
    }

    private static Resource Aged(Resource resource, int days, int megabytes)
    {
        var born = Collector.Tests.Laws.World.Now.AddDays(-days);
        return resource.Directory is not { } directory
            ? resource
            : resource with
            {
                Directory = directory with
                {
                    Born = born,
                    LastChanged = born,
                    Size = new Bytes(megabytes * 1_000_000L),
                },
            };
    }
}
