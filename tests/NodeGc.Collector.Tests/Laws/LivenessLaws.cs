using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>What is in use, and what would be without some of the roots.</summary>
[TestFixture]
[FsCheck.NUnit.Properties(Arbitrary = [typeof(Worlds)], MaxTest = 500)]
public sealed class LivenessLaws
{
    [Property]
    public bool Without_some_roots_nothing_more_is_in_use(World world, byte kind)
    {
        var liveness = new Liveness(world.Inventory);
        var without = liveness.Without(id => (int)id.Kind == kind % 14);
        return world.Inventory.Resources.All(one => !without.Contains(one.Id) || liveness.Alive.Contains(one.Id));
    }

    [Property]
    public bool Without_all_roots_nothing_is_in_use_and_without_none_the_same(World world)
    {
        var liveness = new Liveness(world.Inventory);
        return liveness.Without(_ => true).Count == 0 && liveness.Without(_ => false).Count == liveness.Alive.Count;
    }

    /// <summary>A directory that the engine knows is removed by the engine, or not at all.</summary>
    [Property]
    public bool Releasing_what_the_engine_manages_makes_no_directory_garbage(World world)
    {
        var liveness = new Liveness(world.Inventory);
        var all = world.Inventory.Resources.Select(one => one.Id).ToHashSet();
        var without = liveness.WithoutReleased(all);
        return world
            .Candidates.Where(one => one.Id.Kind != ResourceKind.Volume)
            .All(one => without.Contains(one.Id) == liveness.Alive.Contains(one.Id));
    }
}
