using System.Collections.Immutable;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>More evidence of life, or less of death, never deletes more. All without limits: what a root takes out of a
/// run leaves room for something else, which is then removed one run earlier.</summary>
[TestFixture]
public sealed class MonotonyLaws
{
    private const int Runs = 300;

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Adding_an_owner_never_enlarges_a_plan(World world, Resource owner) =>
        IsNoLargerThan(world, world.With(owner));

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Adding_an_edge_never_enlarges_a_plan(World world, int from, int to)
    {
        if (world.Inventory.Resources.IsEmpty)
            return true;
        var resource = Pick(world, from);
        var needy = resource with { Needs = resource.Needs.Add(Pick(world, to).Id) };
        return IsNoLargerThan(world, world.With(world.Inventory.Resources.Replace(resource, needy)));
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool A_doubt_never_enlarges_a_plan(World world, Doubt doubt) => IsNoLargerThan(world, world.With(doubt));

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool A_layer_in_flight_never_enlarges_a_plan(World world, RegisterInFlight register) =>
        IsNoLargerThan(world, world.With(register));

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Pins_never_enlarge_a_plan(World world, Protection pins) =>
        IsNoLargerThan(world.With(Protection.None), world.With(pins));

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Forgetting_a_sighting_never_enlarges_a_plan(World world, int which)
    {
        var sightings = world.Sightings.ById;
        if (sightings.IsEmpty)
            return true;
        var forgotten = sightings.Keys.Order().ElementAt((which & int.MaxValue) % sightings.Count);
        return IsNoLargerThan(world, world with { Sightings = new Sightings(sightings.Remove(forgotten)) });
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool One_look_less_never_enlarges_a_plan(World world)
    {
        var fewer = world.Sightings.ById.Values.ToImmutableDictionary(
            sighting => sighting.Id,
            sighting => sighting with { ScanCount = sighting.ScanCount - 1 }
        );
        return IsNoLargerThan(world, world with { Sightings = new Sightings(fewer) });
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool A_higher_minimum_age_never_enlarges_a_plan(World world) =>
        IsNoLargerThan(
            world,
            world.WithClasses(policy =>
                policy with
                {
                    MinAge = policy.MinAge == TimeSpan.Zero ? TimeSpan.FromHours(1) : TimeSpan.MaxValue,
                }
            )
        );

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool More_confirmations_never_enlarge_a_plan(World world) =>
        IsNoLargerThan(world, world.WithClasses(policy => policy with { Confirmations = policy.Confirmations + 1 }));

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool A_longer_interval_never_enlarges_a_plan(World world) =>
        IsNoLargerThan(
            world,
            world.WithClasses(policy =>
                policy with
                {
                    ConfirmationInterval = policy.ConfirmationInterval + TimeSpan.FromMinutes(6),
                }
            )
        );

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool A_class_that_is_no_longer_collected_never_enlarges_a_plan(World world, CleanupClass dropped) =>
        IsNoLargerThan(
            world,
            world with
            {
                Policy = dropped switch
                {
                    CleanupClass.Layers => world.Policy with { Layers = null },
                    CleanupClass.Volumes => world.Policy with { Volumes = null },
                    _ => world.Policy with { Stores = null },
                },
            }
        );

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool A_store_that_is_no_longer_named_never_enlarges_a_plan(World world) =>
        IsNoLargerThan(
            world,
            world with
            {
                Policy = world.Policy with { StoreNames = [.. world.Policy.StoreNames.Skip(1)] },
            }
        );

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Names_that_are_used_again_never_enlarge_a_plan(World world) =>
        IsNoLargerThan(
            world,
            world with
            {
                Inventory = world.Inventory with { Store = world.Inventory.Store with { ReusesNames = true } },
            }
        );

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool A_narrower_scope_never_enlarges_a_plan(World world) =>
        IsNoLargerThan(
            world,
            world with
            {
                Policy = world.Policy with
                {
                    VolumeScope = (VolumeScope)Math.Max(0, (int)world.Policy.VolumeScope - 1),
                },
            }
        );

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool A_stopped_engine_never_enlarges_a_plan_unless_it_uses_names_again(World world)
    {
        if (world.Inventory.Store.ReusesNames)
            return true;
        var stopped = world.Inventory with { Store = world.Inventory.Store with { IsEngineRunning = false } };
        return IsNoLargerThan(world, world with { Inventory = stopped });
    }

    private static bool IsNoLargerThan(World before, World after)
    {
        var going = before.WithoutLimits().Plan().Items.Select(item => item.Id).ToHashSet();
        return after.WithoutLimits().Plan().Items.All(item => going.Contains(item.Id));
    }

    private static Resource Pick(World world, int which) =>
        world.Inventory.Resources[(which & int.MaxValue) % world.Inventory.Resources.Length];
}
