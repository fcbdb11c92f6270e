using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>Carrying out a plan twice changes nothing.</summary>
[TestFixture]
public sealed class RepetitionLaws
{
    private const int Runs = 300;

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool After_a_sweep_without_limits_there_is_nothing_left_to_do(World world)
    {
        var unlimited = world.WithoutLimits();
        return unlimited.Without(unlimited.Plan().Items.Select(item => item.Id)).Plan().Items.IsEmpty;
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool After_a_sweep_only_what_a_limit_held_is_removed_next(World world)
    {
        var plan = world.Plan();
        var heldByLimit = plan
            .Held.Where(item => item.Reason.Rule == "LimitReached")
            .Select(item => item.Resource.Id)
            .ToHashSet();
        return world
            .Without(plan.Items.Select(item => item.Id))
            .Plan()
            .Items.All(item => heldByLimit.Contains(item.Id));
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool A_sweep_leaves_everything_that_lives(World world)
    {
        var swept = world.Without(world.Plan().Items.Select(item => item.Id));
        return Oracle.Live(swept.Inventory).SetEquals(Oracle.Live(world.Inventory));
    }
}
