using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>The laws of a plan once an engine answers that can be asked to remove what it knows.</summary>
[TestFixture]
public sealed class EngineManagedLaws
{
    private const int Runs = 300;

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Nothing_at_work_is_removed_nor_what_it_needs(World world, int seed)
    {
        var known = Answering(world, seed);
        var atWork = known
            .Inventory.Resources.Where(resource =>
                resource.EngineManaged is { IsInUse: true } || IsAlwaysAlive(resource)
            )
            .Select(resource => resource.Id);
        return !Oracle.Closure(known.Inventory, atWork).Overlaps(known.Plan().Items.Select(item => item.Id));
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Nothing_that_is_kept_needs_anything_that_is_removed(World world, int seed)
    {
        var plan = Answering(world, seed).Plan();
        var going = plan.Items.Select(item => item.Id).ToHashSet();
        var staying = world
            .Inventory.Resources.Select(resource => resource.Id)
            .Where(id => !going.Contains(id) && Oracle.Live(world.Inventory).Contains(id));
        return !Oracle
            .Closure(world.Inventory, staying.Concat(plan.Held.Select(held => held.Resource.Id)))
            .Overlaps(going);
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool An_item_comes_after_all_that_need_it(World world, int seed)
    {
        var order = Answering(world, seed)
            .Plan()
            .Items.Select((item, index) => (item, index))
            .ToDictionary(entry => entry.item.Id, entry => entry.index);
        return Answering(world, seed)
            .Plan()
            .Items.All(item => item.After.All(dependent => order[dependent] < order[item.Id]));
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool The_same_layer_directories_go_whatever_is_removed_through_the_engine(World world, int seed)
    {
        var unlimited = world.WithoutLimits();
        return Layers(Answering(unlimited, seed).Plan()).SequenceEqual(Layers(unlimited.Plan()));
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool The_recheck_takes_nothing_away_while_nothing_changed(World world, int seed)
    {
        var known = Answering(world, seed);
        var plan = known.Plan();
        var recheck = new Recheck(new Liveness(known.Inventory), plan.Items);
        return plan.Items.All(item => recheck.Judge(item) is ItemVerdict.StillGarbage);
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool The_recheck_approves_nothing_that_something_else_needs_now(World before, World after, int seed)
    {
        var plan = Answering(before, seed).Plan();
        var fresh = Answering(after, seed + 1).Inventory;
        var recheck = new Recheck(new Liveness(fresh), plan.Items);
        var approved = plan
            .Items.Where(item => recheck.Judge(item) is ItemVerdict.StillGarbage)
            .Select(item => item.Id)
            .ToHashSet();
        var staying = Oracle.Live(fresh).Where(id => !approved.Contains(id) && fresh.Graph.Find(id) is not null);
        return !Oracle.Closure(fresh, staying).Overlaps(approved);
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Nothing_that_a_workload_refers_to_is_removed_nor_what_it_needs(World world, int seed)
    {
        var known = Answering(world, seed);
        var named = known
            .Inventory.Resources.Where(resource =>
                resource.Id.Kind is ResourceKind.Image or ResourceKind.ImageReference
            )
            .Select(resource => resource.Id)
            .Where((_, index) => ((seed >> (index % 31)) & 1) == 1)
            .ToList();
        var pinned = known
            .With(new Protection { IsUsedByWorkload = named.Select(id => id.Name).ToHashSet().Contains })
            .Plan();
        return !Oracle.Closure(known.Inventory, named).Overlaps(pinned.Items.Select(item => item.Id));
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool No_image_is_removed_while_it_is_not_known_what_workloads_refer_to(World world, int seed) =>
        Answering(world, seed)
            .With(new Protection { ImagesUnknownReason = "nobody could be asked" })
            .Plan()
            .Items.All(item => item.Class != CleanupClass.Images);

    private static bool IsAlwaysAlive(Resource resource) =>
        resource.Id.Kind
            is ResourceKind.Mount
                or ResourceKind.OpenFile
                or ResourceKind.Layer
                or ResourceKind.LayerMount
                or ResourceKind.Plugin;

    private static IEnumerable<ResourceId> Layers(SweepPlan plan) =>
        plan.Items.Where(item => item.Class == CleanupClass.Layers).Select(item => item.Id);

    /// <summary>The same world with an engine that says of everything it knows when it was used last, and whether it is
    /// at work.</summary>
    internal static World Answering(World world, int seed)
    {
        var random = new Random(seed);
        var days = new[] { 0, 1, 8, 30 };
        var inventory = world.Inventory with
        {
            Resources = [.. world.Inventory.Graph.Resources.OrderBy(resource => resource.Id).Select(Known)],
        };
        var every = new ClassPolicy(TimeSpan.FromDays(7), 2, TimeSpan.FromMinutes(10));
        return world with
        {
            Inventory = inventory,
            Policy = world.Policy with
            {
                Containers = every,
                Images = every,
                ImageScope = (ImageScope)(seed & 1),
                BuildCache = every,
                KeptBuildCache = new Bytes(seed & 7),
            },
            Sightings = new Sightings(
                world.Sightings.ById.AddRange(
                    Confirmed(inventory).ById.Where(seen => inventory.Graph.Find(seen.Key)!.EngineManaged is not null)
                )
            ),
        };

        Resource Known(Resource resource) =>
            resource.Id.Kind
                is ResourceKind.Container
                    or ResourceKind.Image
                    or ResourceKind.ImageReference
                    or ResourceKind.BuildCacheRecord
                ? resource with
                {
                    EngineManaged = new EngineManagedFacts(
                        Fingerprint.OfText($"{resource.Id} {random.Next(2)}"),
                        World.Now.AddDays(-days[random.Next(days.Length)])
                    )
                    {
                        IsInUse =
                            resource.Id.Kind is ResourceKind.Container or ResourceKind.BuildCacheRecord
                            && random.Next(3) == 0,
                        Size = resource.Id.Kind == ResourceKind.BuildCacheRecord ? new Bytes(random.Next(9)) : null,
                    },
                }
                : resource;
    }

    private static Sightings Confirmed(Inventory inventory) =>
        Sightings
            .None.Observe(new Liveness(inventory with { TakenAt = World.Now.AddDays(-1) }))
            .Observe(new Liveness(inventory));
}
