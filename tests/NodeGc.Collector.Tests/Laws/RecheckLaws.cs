using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>The second look, at a store in which anything may have happened since the plan was made.</summary>
[TestFixture]
public sealed class RecheckLaws
{
    private const int Runs = 300;

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Takes_nothing_away_while_nothing_changed(World world) =>
        Approved(world.Plan(), world.Inventory).SetEquals(world.Plan().Items.Select(item => item.Id));

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Approves_nothing_that_is_now_in_use(World before, World after) =>
        !Oracle.Live(after.Inventory).Overlaps(Approved(before.Plan(), after.Inventory));

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Approves_nothing_that_something_not_approved_needs(World before, World after)
    {
        var approved = Approved(before.Plan(), after.Inventory);
        var staying = after.Candidates.Select(candidate => candidate.Id).Where(id => !approved.Contains(id));
        return !Oracle.Closure(after.Inventory, staying).Overlaps(approved);
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Approves_only_what_is_still_the_same_and_unchanged(World before, World after)
    {
        var plan = before.Plan();
        var approved = Approved(plan, after.Inventory);
        return plan
            .Items.Where(item => approved.Contains(item.Id))
            .All(item =>
            {
                var now = after.Candidates.Single(candidate => candidate.Id == item.Id);
                return now.Directory!.Fingerprint == item.Directory.Fingerprint
                    && now.Directory.LastChanged <= item.Directory.LastChanged;
            });
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Adding_an_owner_never_approves_more(World before, World after, Resource owner) =>
        Approved(before.Plan(), after.With(owner).Inventory).IsSubsetOf(Approved(before.Plan(), after.Inventory));

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool A_doubt_never_approves_more(World before, World after, Doubt doubt) =>
        Approved(before.Plan(), after.With(doubt).Inventory).IsSubsetOf(Approved(before.Plan(), after.Inventory));

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool A_doubt_approves_nothing_in_its_scope(World world, Doubt doubt) =>
        Approved(world.Plan(), world.With(doubt).Inventory)
            .All(id =>
                doubt.Scope switch
                {
                    DoubtScope.Layers => id.Kind == ResourceKind.Volume,
                    DoubtScope.Volumes => id.Kind != ResourceKind.Volume,
                    DoubtScope.Nothing => true,
                    DoubtScope.Listed => !Oracle.Closure(world.Inventory, doubt.Owned).Contains(id),
                    _ => false,
                }
            );

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Approves_no_layer_once_an_engine_runs_that_uses_names_again(World before, World after)
    {
        var started = after.Inventory with
        {
            Store = after.Inventory.Store with { ReusesNames = true, IsEngineRunning = true },
        };
        return Approved(before.Plan(), started).All(id => id.Kind != ResourceKind.LayerDirectory);
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Approves_no_store_whose_driver_is_in_use(World before, World after) =>
        !Approved(before.Plan(), after.Inventory)
            .Contains(new ResourceId(ResourceKind.Store, after.Inventory.Store.Driver));

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool A_replaced_directory_is_kept_with_all_it_needs(World world, int which)
    {
        var plan = world.WithoutLimits().Plan();
        if (plan.Items.IsEmpty)
            return true;
        var replaced = plan.Items[(which & int.MaxValue) % plan.Items.Length].Id;
        var fresh = world.WithAnother(replaced).Inventory;
        return !Oracle.Closure(fresh, [replaced]).Overlaps(Approved(plan, fresh));
    }

    private static HashSet<ResourceId> Approved(SweepPlan plan, Inventory fresh)
    {
        var recheck = new Recheck(new Liveness(fresh), plan.Items);
        return [.. plan.Items.Where(item => recheck.Judge(item) is ItemVerdict.StillGarbage).Select(item => item.Id)];
    }
}
