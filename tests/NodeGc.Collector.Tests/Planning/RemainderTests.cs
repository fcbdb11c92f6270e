using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Tests.Planning;

public sealed class RemainderTests
{
    [Test]
    public void Leaves_a_plan_whole_while_nothing_changed()
    {
        var remainder = Hold(Graph("top -> base", "lone"), Graph("top -> base", "lone"));

        Assert.That(remainder.Plan.Going(), Is.EqualTo(Graph("top -> base", "lone").Plan().Going()));
        Assert.That(remainder.Plan.Digest, Is.EqualTo(Graph("top -> base", "lone").Plan().Digest));
        Assert.That(remainder.Dropped, Is.Empty);
    }

    [Test]
    public void Never_adds_what_became_garbage_since() =>
        Assert.That(Hold(Graph("old"), Graph("old", "new")).Plan.Going(), Is.EqualTo(["old"]));

    [Test]
    public void Keeps_what_something_needs_that_is_not_in_the_plan() =>
        Assert.That(
            Why("base", Graph("base", "lone"), Graph("base", "lone", "new -> base")),
            Is.EqualTo(new ItemVerdict.NowInUse("layer directory overlay2/new is not in the plan and is kept"))
        );

    [Test]
    public void Drops_what_is_now_in_use_and_says_who_needs_it() =>
        Assert.That(
            Why("base", Graph("top -> base"), Graph("top -> base", "container:web -> top")),
            Is.EqualTo(new ItemVerdict.NowInUse("the container exists"))
        );

    [Test]
    public void Drops_what_is_another_directory_now_with_all_that_it_needs()
    {
        var remainder = Hold(Graph("top -> base", "lone"), Graph("top -> base", "lone").Replaced("top"));

        Assert.That(remainder.Plan.Going(), Is.EqualTo(["lone"]));
        Assert.That(
            remainder.Dropped.Select(dropped => dropped.Verdict.GetType()),
            Is.EqualTo([typeof(ItemVerdict.Replaced), typeof(ItemVerdict.NowInUse)])
        );
    }

    [Test]
    public void Drops_what_changed_since_it_was_planned() =>
        Assert.That(
            Why("data", Graph("data", "lone"), Graph("data", "lone").Changed("data", TimeSpan.FromHours(2))),
            Is.EqualTo(
                new ItemVerdict.NowInUse(
                    "layer directory overlay2/data changed at 2026-11-21T02:00:00Z, after the plan was made"
                )
            )
        );

    [Test]
    public void Drops_what_the_policy_holds_now() =>
        Assert.That(
            Why(
                "volume:v",
                Graph("volume:v", "lone"),
                Graph("volume:v", "lone").Labelled("volume:v", "keep", "").Pinning(new Protection { Labels = ["keep"] })
            ),
            Is.EqualTo(new ItemVerdict.NowInUse("matches protect.labels (keep)"))
        );

    [Test]
    public void Drops_what_no_two_scans_have_seen() =>
        Assert.That(
            Why("data", Graph("data", "lone"), Graph("data", "lone").Unseen("data")),
            Is.EqualTo(new ItemVerdict.NowInUse("not yet seen as garbage by any scan; 2 scans are required"))
        );

    [Test]
    public void Drops_all_that_is_in_doubt() =>
        Assert.That(Hold(Graph("top -> base"), Graph("top -> base").Doubting(DoubtScope.Layers)).Plan.Items, Is.Empty);

    [Test]
    public void Says_of_what_is_gone_that_it_is_gone() =>
        Assert.That(Why("data", Graph("data", "lone"), Graph("lone")), Is.EqualTo(new ItemVerdict.Gone()));

    [Test]
    public void Drops_what_has_grown_a_part_that_was_not_planned()
    {
        var planned = Graph("store:aufs").NamingStores("aufs");
        var now = planned.WithDirectory("store:aufs", directory =>
            directory with
            {
                RelatedPaths = directory.RelatedPaths.Add("image/other"),
            }
        );

        Assert.That(Why("store:aufs", planned, now), Is.InstanceOf<ItemVerdict.Replaced>());
    }

    [Test]
    public void Is_not_cut_by_limits_that_the_plan_was_cut_by_already() =>
        Assert.That(
            Hold(Graph("a", "b").Limited(items: 1), Graph("a", "b").Limited(items: 1)).Plan.Going(),
            Is.EqualTo(["a"])
        );

    [Test]
    public void Still_counts_changes_from_the_time_of_the_plan() =>
        Assert.That(
            Hold(Graph("data"), Graph("data")).Plan.Item("data").Directory.LastChanged,
            Is.EqualTo(Graph("data").Plan().Item("data").Directory.LastChanged)
        );

    private static Remainder Hold(Node planned, Node now) => Remainder.From(planned.Plan().Items, now.Input);

    private static ItemVerdict Why(string name, Node planned, Node now) =>
        Hold(planned, now).Dropped.Single(dropped => PlanReading.NameOf(dropped.Item.Id) == name).Verdict;
}
