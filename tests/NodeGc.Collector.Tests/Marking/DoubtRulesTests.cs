using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Tests.Marking;

public sealed class DoubtRulesTests
{
    [Test]
    public void A_doubt_about_layers_keeps_every_layer_directory_and_no_volume() =>
        Assert.That(Store().Doubting(DoubtScope.Layers).Plan().Going(), Is.EqualTo(new[] { "volume:v" }));

    [Test]
    public void A_doubt_about_volumes_keeps_every_volume_and_no_layer_directory() =>
        Assert.That(Store().Doubting(DoubtScope.Volumes).Plan().Going(), Is.EqualTo(new[] { "a", "b" }));

    [Test]
    public void A_doubt_about_everything_keeps_everything() =>
        Assert.That(Store().Doubting(DoubtScope.Everything).Plan().Going(), Is.Empty);

    [Test]
    public void A_doubt_about_what_it_lists_keeps_that_with_all_it_needs_and_nothing_else()
    {
        var node = Graph("top -> base", "other", "volume:v");
        var doubt = new Doubt(DoubtKind.MetadataDamaged, DoubtScope.Listed, "mounts/1", "is empty; remove it")
        {
            Owned = [ResourceId.LayerDirectory("overlay2", "top")],
        };
        var plan = (node with { Inventory = node.Inventory with { Doubts = [doubt] } }).Plan();
        Assert.That(plan.Going(), Is.EqualTo(new[] { "volume:v", "other" }));
        Assert.That(plan.ReasonHolding("base")?.Text, Is.EqualTo("mounts/1: is empty; remove it"));
    }

    [Test]
    public void A_doubt_names_itself_where_it_was_found_and_how_many_more_there_are()
    {
        var reason = Store()
            .Doubting(DoubtScope.Layers, "b")
            .Doubting(DoubtScope.Layers, "a", DoubtKind.UnknownLayout)
            .Plan()
            .ReasonHolding("a");
        Assert.That(reason?.Rule, Is.EqualTo("UnknownLayout"));
        Assert.That(reason?.Text, Is.EqualTo("a: is empty; restore it (and 1 more)"));
    }

    [Test]
    public void A_layer_in_flight_keeps_what_was_born_after_it_or_within_its_margin()
    {
        var plan = Graph("old", "justBefore", "after", "volume:after")
            .Born("old", TimeSpan.FromMinutes(12))
            .Born("justBefore", TimeSpan.FromMinutes(11))
            .Born("after", TimeSpan.FromMinutes(2))
            .Born("volume:after", TimeSpan.Zero)
            .WritingALayer(since: TimeSpan.FromMinutes(10), margin: TimeSpan.FromMinutes(1))
            .Plan();
        Assert.That(plan.Going(), Is.EqualTo(new[] { "volume:after", "old" }));
        Assert.That(plan.RuleHolding("justBefore"), Is.EqualTo("InFlight"));
        Assert.That(plan.RuleHolding("after"), Is.EqualTo("InFlight"));
    }

    [Test]
    public void Of_several_layers_in_flight_the_one_with_the_earliest_possible_directory_counts()
    {
        var plan = Graph("data")
            .Born("data", TimeSpan.FromHours(3))
            .WritingALayer(since: TimeSpan.FromHours(2), margin: TimeSpan.Zero)
            .WritingALayer(since: TimeSpan.FromHours(1), margin: TimeSpan.FromHours(24))
            .Plan();
        Assert.That(plan.RuleHolding("data"), Is.EqualTo("InFlight"));
    }

    [Test]
    public void A_layer_in_flight_since_time_unknown_keeps_every_layer_directory()
    {
        var node = Graph("data");
        var register = new RegisterInFlight("tmp/write-set-1", DateTimeOffset.MinValue, TimeSpan.FromMinutes(1));
        Assert.That((node with { Inventory = node.Inventory with { InFlight = [register] } }).Plan().Going(), Is.Empty);
    }

    [Test]
    public void What_is_in_doubt_keeps_all_that_it_needs() =>
        Assert.That(
            Graph("new -> old")
                .Born("new", TimeSpan.Zero)
                .WritingALayer(TimeSpan.FromMinutes(1), TimeSpan.Zero)
                .Plan()
                .RuleHolding("old"),
            Is.EqualTo("InFlight")
        );

    private static Node Store() => Graph("a", "b", "volume:v");
}
