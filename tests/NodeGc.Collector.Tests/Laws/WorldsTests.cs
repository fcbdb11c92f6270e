using FsCheck;
using FsCheck.Fluent;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>Laws over worlds in which nothing happens would hold by themselves: these tests show that much
/// does.</summary>
[TestFixture]
public sealed class WorldsTests
{
    private static readonly IReadOnlyList<World> Some = [.. Worlds.Random.Sample(1000)];

    [Test]
    public void In_many_worlds_something_is_removed() =>
        Assert.That(Some.Count(world => !world.Plan().Items.IsEmpty), Is.GreaterThan(250));

    [Test]
    public void In_many_worlds_what_is_removed_needs_something_else_that_is_removed() =>
        Assert.That(Some.Count(world => DependentsIn(world) > 0), Is.GreaterThan(20));

    [Test]
    public void In_many_worlds_directories_live_only_through_another_directory() =>
        Assert.That(Some.Count(LivesThroughAnother), Is.GreaterThan(100));

    [Test]
    public void In_many_worlds_a_recheck_approves_something_of_an_older_plan_and_refuses_the_rest()
    {
        var pairs = Some.Zip(Some.Skip(1))
            .Select(pair =>
                (
                    Plan: pair.First.Plan(),
                    Fresh: new Recheck(new Liveness(pair.Second.Inventory), pair.First.Plan().Items)
                )
            );
        var verdicts = pairs
            .SelectMany(pair => pair.Plan.Items.Select(item => pair.Fresh.Judge(item).GetType().Name))
            .CountBy(name => name)
            .ToDictionary();
        Assert.That(verdicts.Keys, Is.EquivalentTo(new[] { "StillGarbage", "NowInUse", "Replaced", "Gone" }));
        Assert.That(verdicts.Values, Has.All.GreaterThan(10));
    }

    [Test]
    public void Every_rule_holds_something_in_some_world()
    {
        var rules = Some.SelectMany(world => world.Plan().Held).Select(item => item.Reason.Rule).Distinct();
        Assert.That(
            rules,
            Is.SupersetOf(
                new[]
                {
                    "UnknownLayout",
                    "MetadataDamaged",
                    "EngineUnreachable",
                    "KernelEvidenceMissing",
                    "StoreUnsettled",
                    "InFlight",
                    "Cycle",
                    "LimitReached",
                    "ClassIsNotCollected",
                    "VolumeIsOutOfScope",
                    "VolumeLiesElsewhere",
                    "CannotBeMoved",
                    "EngineIsNotRunning",
                    "VolumeIsPinned",
                    "LabelIsPinned",
                    "TooYoung",
                    "NotConfirmed",
                    "StoreIsInUse",
                    "StoreIsNotNamed",
                    "NameMayBeUsedAgain",
                    "ContainerdImageStore",
                    "UnsupportedDriver",
                }
            )
        );
    }

    [Test]
    public void In_many_worlds_a_whole_store_is_removed_with_its_related_paths() =>
        Assert.That(
            Some.Count(world =>
                world
                    .Plan()
                    .Items.Any(item => item.Class == CleanupClass.Stores && !item.Directory.RelatedPaths.IsEmpty)
            ),
            Is.GreaterThan(40)
        );

    private static int DependentsIn(World world)
    {
        var going = world.Plan().Items.Select(item => item.Id).ToHashSet();
        return world.Candidates.Count(candidate => going.Contains(candidate.Id) && candidate.Needs.Any(going.Contains));
    }

    private static bool LivesThroughAnother(World world)
    {
        var live = Oracle.Live(world.Inventory);
        var named = world
            .Inventory.Resources.Where(resource => !resource.IsCandidate)
            .SelectMany(resource => resource.Needs)
            .ToHashSet();
        return world.Candidates.Any(candidate => live.Contains(candidate.Id) && !named.Contains(candidate.Id));
    }
}
