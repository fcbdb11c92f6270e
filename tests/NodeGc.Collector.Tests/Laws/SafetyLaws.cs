using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Collector.Tests.Laws;

[TestFixture]
public sealed class SafetyLaws
{
    private const int Runs = 300;

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Nothing_live_is_in_a_plan(World world) =>
        !Oracle.Live(world.Inventory).Overlaps(world.Plan().Items.Select(item => item.Id));

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Nothing_that_is_kept_needs_anything_that_is_removed(World world)
    {
        var plan = world.Plan();
        var staying = Oracle.Live(world.Inventory).Concat(plan.Held.Select(item => item.Resource.Id));
        return !Oracle.Closure(world.Inventory, staying).Overlaps(plan.Items.Select(item => item.Id));
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool What_is_planned_and_what_is_held_and_what_lives_are_all_candidates(World world)
    {
        var plan = world.Plan();
        var live = Oracle.Live(world.Inventory);
        var livingCandidates = world.Candidates.Select(candidate => candidate.Id).Where(live.Contains).ToList();
        var all = plan
            .Items.Select(item => item.Id)
            .Concat(plan.Held.Select(item => item.Resource.Id))
            .Concat(livingCandidates);
        return livingCandidates.Count == plan.LiveCount
            && all.Order().SequenceEqual(world.Candidates.Select(candidate => candidate.Id).Order());
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool What_is_removed_comes_before_all_that_it_needs(World world)
    {
        var order = world
            .Plan()
            .Items.Select((item, index) => (item.Id, index))
            .ToDictionary(entry => entry.Id, entry => entry.index);
        return order.All(item =>
            Oracle
                .Closure(world.Inventory, [item.Key])
                .All(needed => order.GetValueOrDefault(needed, int.MaxValue) >= item.Value)
        );
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool A_doubt_empties_the_plan_of_its_scope(World world, Doubt doubt) =>
        world
            .With(doubt)
            .Plan()
            .Items.All(item =>
                doubt.Scope switch
                {
                    DoubtScope.Layers => item.Class == CleanupClass.Volumes,
                    DoubtScope.Volumes => item.Class != CleanupClass.Volumes,
                    DoubtScope.Nothing => true,
                    DoubtScope.Listed => !Oracle.Closure(world.Inventory, doubt.Owned).Contains(item.Id),
                    _ => false,
                }
            );

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool No_layer_that_may_be_the_one_in_flight_is_in_a_plan(World world, RegisterInFlight register) =>
        world
            .With(register)
            .Plan()
            .Items.All(item =>
                item.Class != CleanupClass.Layers || register.Since - item.Directory.Born > register.Margin
            );

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool What_is_removed_was_seen_twice_or_more_over_the_whole_interval(World world) =>
        world
            .Plan()
            .Items.All(item =>
            {
                var policy = world.Policy.For(item.Class)!;
                var sighting = world.Sightings.ById.GetValueOrDefault(item.Id);
                return sighting is not null
                    && sighting.Fingerprint == item.Directory.Fingerprint
                    && sighting.ScanCount >= 2
                    && sighting.ScanCount >= policy.Confirmations
                    && sighting.LastSeen - sighting.FirstSeen >= TimeSpan.FromSeconds(5)
                    && sighting.LastSeen - sighting.FirstSeen
                        >= (policy.Confirmations - 1) * policy.ConfirmationInterval;
            });

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool What_is_removed_is_of_a_class_that_is_collected_and_old_enough(World world) =>
        world
            .Plan()
            .Items.All(item =>
                world.Policy.For(item.Class) is { } policy && World.Now - item.Directory.LastChanged >= policy.MinAge
            );

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Volumes_go_only_in_scope_unpinned_local_and_while_the_engine_runs(World world)
    {
        var going = world.Plan().Items.Select(item => item.Id).ToHashSet();
        var pins = world.Policy.Protect.Volumes;
        return world
            .Candidates.Where(candidate => going.Contains(candidate.Id) && candidate.Volume is not null)
            .All(volume =>
                world.Inventory.Store.IsEngineRunning
                && volume.Volume is { IsLocal: true } or { IsRecordOnly: true, IsKnown: true }
                && !pins.Any(pin => Glob.IsMatch(pin, volume.Id.Name))
                && IsInScope(volume.Volume, world.Policy.VolumeScope)
            );
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Nothing_with_a_pinned_label_is_removed_nor_what_it_needs(World world)
    {
        var isPinned = world.Policy.Protect.Labels.Any(label => label is "keep" or "keep=yes");
        var labelled = world
            .Inventory.Resources.Where(resource => isPinned && resource.Labels.ContainsKey("keep"))
            .Select(resource => resource.Id);
        return !Oracle.Closure(world.Inventory, labelled).Overlaps(world.Plan().Items.Select(item => item.Id));
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Stores_go_only_by_name_and_never_the_one_in_use(World world) =>
        world
            .Plan()
            .Items.Where(item => item.Class == CleanupClass.Stores)
            .All(item =>
                world.Policy.StoreNames.Contains(item.Id.Name) && item.Id.Name != world.Inventory.Store.Driver
            );

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool No_layer_is_removed_while_an_engine_runs_that_uses_names_again(World world) =>
        world.Inventory.Store is not { ReusesNames: true, IsEngineRunning: true }
        || world.Plan().Items.All(item => item.Class != CleanupClass.Layers);

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool What_is_removed_takes_along_exactly_the_related_paths_that_were_found(World world)
    {
        var found = world.Candidates.ToLookup(candidate => candidate.Id);
        return world.Plan().Items.All(item => found[item.Id].Any(candidate => candidate.Directory == item.Directory));
    }

    private static bool IsInScope(VolumeFacts volume, VolumeScope scope) =>
        scope == VolumeScope.Unused
        || !volume.IsKnown
        || (volume is { IsAnonymous: true, IsRecordOnly: false } && scope == VolumeScope.Anonymous);
}
