using System.Collections.Immutable;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>The order in which a disk happens to be listed decides nothing.</summary>
[TestFixture]
public sealed class OrderLaws
{
    private const int Runs = 300;

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool The_order_of_input_does_not_change_a_plan(World world, int seed)
    {
        var (one, other) = (world.Plan(), Shuffled(world, seed).Plan());
        return one.Digest == other.Digest
            && one.Items.SequenceEqual(other.Items)
            && one.LiveCount == other.LiveCount
            && one.Held.Select(item => (item.Resource.Id, item.Reason))
                .SequenceEqual(other.Held.Select(item => (item.Resource.Id, item.Reason)));
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool The_order_of_input_does_not_change_an_explanation(World world, int seed) =>
        Explanations(world).SequenceEqual(Explanations(Shuffled(world, seed)));

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool The_order_of_input_does_not_change_what_was_seen(World world, int seed)
    {
        var one = world.Sightings.Observe(new Liveness(world.Inventory)).ById;
        var other = world.Sightings.Observe(new Liveness(Shuffled(world, seed).Inventory)).ById;
        return one.Values.ToHashSet().SetEquals(other.Values);
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Equal_digests_mean_that_the_same_directories_go(World one, World other)
    {
        var (first, second) = (one.Plan(), other.Plan());
        var areSame = first.Items.Select(What).SequenceEqual(second.Items.Select(What));
        return (first.Digest == second.Digest) == areSame;

        static object What(PlanItem item) =>
            (item.Class, item.Id, item.Directory.Path, item.Directory.Fingerprint, item.Removal);
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Another_directory_under_the_same_name_makes_another_digest(World world, int which)
    {
        var plan = world.WithoutLimits().Plan();
        if (plan.Items.IsEmpty)
            return true;
        var replaced = plan.Items[(which & int.MaxValue) % plan.Items.Length].Id;
        var other = world.WithAnother(replaced).WithoutLimits();
        var confirmed = other with
        {
            Sightings = other
                .Sightings.Observe(new Liveness(other.Inventory with { TakenAt = World.Now.AddDays(-1) }))
                .Observe(new Liveness(other.Inventory)),
        };
        return confirmed.Plan().Digest != plan.Digest;
    }

    private static IEnumerable<string> Explanations(World world)
    {
        var explainer = new Explainer(world.Inventory, world.Input);
        return from resource in world.Inventory.Resources
            orderby resource.Id
            let explanation = explainer.Explain(resource)
            select $"{resource.Id} {explanation.Verdict} {explanation.Reason} {Ids(explanation.Chain)} "
                + $"{Ids(explanation.Needs)}";
    }

    private static string Ids(ImmutableArray<Resource> resources) =>
        string.Join(',', resources.Select(resource => resource.Id));

    private static World Shuffled(World world, int seed)
    {
        var random = new Random(seed);
        return world with
        {
            Inventory = world.Inventory with
            {
                Resources =
                [
                    .. Shuffle(world.Inventory.Resources, random)
                        .Select(resource => resource with { Needs = Shuffle(resource.Needs, random) }),
                ],
                Doubts = Shuffle(world.Inventory.Doubts, random),
                InFlight = Shuffle(world.Inventory.InFlight, random),
            },
            Sightings = new Sightings(
                Shuffle([.. world.Sightings.ById.Values], random).ToImmutableDictionary(sighting => sighting.Id)
            ),
        };
    }

    private static ImmutableArray<T> Shuffle<T>(ImmutableArray<T> items, Random random)
    {
        var shuffled = items.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }
}
