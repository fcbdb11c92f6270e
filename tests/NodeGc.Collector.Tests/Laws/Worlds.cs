using FsCheck;
using FsCheck.Fluent;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Rules;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>Random stores of every shape: chains and cycles, broken edges, directories that live only through others,
/// things missing from the disk, young and old ones, replaced ones, doubts, layers in flight; with random policies and
/// earlier scans.</summary>
public static class Worlds
{
    public static Gen<World> Random =>
        from inventory in Inventories.Random
        from policy in Policies.Random
        from sightings in Past.Generate(inventory.Resources)
        select new World(inventory, policy, sightings);

    public static Arbitrary<World> World() => Arb.From(Random, Smaller);

    public static Arbitrary<Doubt> Doubt() => Arb.From(Inventories.Doubt);

    public static Arbitrary<RegisterInFlight> InFlight() => Arb.From(Inventories.InFlight);

    public static Arbitrary<Protection> Pins() => Arb.From(Policies.Pins);

    /// <summary>An owner that may be added to any world.</summary>
    public static Arbitrary<Resource> Owner() => Arb.From(Inventories.Owner);

    /// <summary>Worlds with one thing less, for the smallest counterexample.</summary>
    private static IEnumerable<World> Smaller(World world)
    {
        foreach (var resource in world.Inventory.Resources)
            yield return world.With(world.Inventory.Resources.Remove(resource));
        foreach (var resource in world.Inventory.Resources)
        foreach (var need in resource.Needs)
            yield return world.With(
                world.Inventory.Resources.Replace(resource, resource with { Needs = resource.Needs.Remove(need) })
            );
        if (!world.Inventory.Doubts.IsEmpty)
            yield return world with
            {
                Inventory = world.Inventory with { Doubts = [] },
            };
        if (!world.Inventory.InFlight.IsEmpty)
            yield return world with
            {
                Inventory = world.Inventory with { InFlight = [] },
            };
        if (world.Policy.Limits != Limits.None)
            yield return world.WithoutLimits();
        if (world.Policy.Protect != Protection.None)
            yield return world.With(Protection.None);
    }
}
