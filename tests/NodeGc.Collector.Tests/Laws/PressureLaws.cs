using FsCheck;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Pressure;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>The laws of a plan that takes only as much as is needed, of all classes, with an engine that
/// answers.</summary>
[TestFixture]
public sealed class PressureLaws
{
    private const int Runs = 300;

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Nothing_that_is_kept_needs_anything_that_is_removed(World world, int seed, PositiveInt need)
    {
        var under = Pressed(world, seed, need);
        var plan = under.Plan();
        var going = plan.Items.Select(item => item.Id).ToHashSet();
        var staying = under
            .Inventory.Resources.Select(resource => resource.Id)
            .Where(id => !going.Contains(id) && Oracle.Live(under.Inventory).Contains(id));
        return !Oracle
            .Closure(under.Inventory, staying.Concat(plan.Held.Select(held => held.Resource.Id)))
            .Overlaps(going);
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool An_item_comes_after_all_that_need_it(World world, int seed, PositiveInt need)
    {
        var under = Pressed(world, seed, need);
        var order = under
            .Plan()
            .Items.Select((item, index) => (item.Id, index))
            .ToDictionary(entry => entry.Id, entry => entry.index);
        return order.All(item =>
            Oracle
                .Closure(under.Inventory, [item.Key])
                .All(needed => order.GetValueOrDefault(needed, int.MaxValue) >= item.Value)
        );
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool A_need_only_holds_back(World world, int seed, PositiveInt need)
    {
        var under = Pressed(world.WithoutLimits(), seed, need);
        return Ids(under.Plan()).IsSubsetOf(Ids((under with { SpaceTarget = null }).Plan()));
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Enough_is_removed_or_all_that_may(World world, int seed, PositiveInt need)
    {
        var under = Pressed(world.WithoutLimits(), seed, need);
        var plan = under.Plan();
        return plan.Missing!.IsMet
            ? plan.Reclaimable.Value >= Need(need)
            : Ids(plan).SetEquals(Ids((under with { SpaceTarget = null }).Plan()));
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool The_last_that_is_removed_was_needed(World world, int seed, PositiveInt need) =>
        Pressed(world, seed, need).Plan().Items is not [.. var others, _]
        || others.Sum(item => item.Size.Value) < Need(need);

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Nothing_harsher_is_removed_while_something_gentler_that_is_free_to_go_is_kept(
        World world,
        int seed,
        PositiveInt need
    )
    {
        var under = Pressed(world, seed, need);
        var (plan, gentlest) = (under.Plan(), new EvictionOrder(under.Inventory));
        var harshest = plan
            .Items.Select(item => gentlest.PriorityOf(under.Inventory.Graph.Find(item.Id)!))
            .DefaultIfEmpty(0)
            .Max();
        var spared = plan.Held.Where(held => held.Reason.Rule == "LowReached").Select(held => held.Resource).ToList();
        List<ResourceId> garbage = [.. Ids(plan), .. spared.Select(resource => resource.Id)];
        var free = spared.Where(resource =>
            !Oracle.Closure(under.Inventory, garbage.Where(id => id != resource.Id)).Contains(resource.Id)
        );
        return free.All(resource => gentlest.PriorityOf(resource) >= harshest);
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Every_limit_is_kept(World world, int seed, PositiveInt need)
    {
        var under = Pressed(world, seed, need);
        var plan = under.Plan();
        return plan.Items.Length <= under.Policy.Limits.MaxItems && plan.Reclaimable <= under.Policy.Limits.MaxBytes;
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool The_order_of_input_does_not_matter(World world, int seed, PositiveInt need)
    {
        var under = Pressed(world, seed, need);
        return under.With([.. under.Inventory.Resources.Reverse()]).Plan().Items.SequenceEqual(under.Plan().Items);
    }

    private static World Pressed(World world, int seed, PositiveInt need) =>
        EngineManagedLaws.Answering(world, seed) with
        {
            SpaceTarget = new SpaceTarget(new Extent(new Bytes(Need(need)), 0), "not needed"),
        };

    /// <summary>Sizes in the random stores go from a few bytes to tens of millions.</summary>
    private static long Need(PositiveInt need) => (long)need.Get * need.Get * need.Get * need.Get;

    private static HashSet<ResourceId> Ids(SweepPlan plan) => [.. plan.Items.Select(item => item.Id)];
}
