using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Collector.Tests.Laws;

[TestFixture]
public sealed class LimitLaws
{
    private const int Runs = 300;

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Every_limit_is_kept(World world)
    {
        var (plan, limits) = (world.Plan(), world.Policy.Limits);
        var store = world.Candidates.Sum(candidate => candidate.Directory!.Size?.Value ?? 0);
        return plan.Items.Length <= limits.MaxItems
            && plan.Reclaimable <= limits.MaxBytes
            && (decimal)plan.Reclaimable.Value * 100 <= (decimal)store * limits.MaxPercentOfStore;
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool What_was_not_measured_is_kept_where_bytes_are_bounded(World world)
    {
        var limits = world.Policy.Limits;
        var areBytesBounded = limits.MaxBytes.Value < long.MaxValue || limits.MaxPercentOfStore < 100;
        return !areBytesBounded || world.Plan().Items.All(item => item.Directory.Size is not null);
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Limits_only_hold_back(World world) =>
        world
            .Plan()
            .Items.Select(item => item.Id)
            .ToHashSet()
            .IsSubsetOf(world.WithoutLimits().Plan().Items.Select(item => item.Id));
}
