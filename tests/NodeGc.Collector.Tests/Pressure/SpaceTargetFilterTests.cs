using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Tests.Pressure;

/// <summary>What is removed if only as much is removed as needed.</summary>
internal sealed class SpaceTargetFilterTests
{
    private static readonly Node Engine = Graph(
            "orphan",
            "young",
            "cache:a",
            "image:lost -> layer:l -> dl",
            "container:web -> rw:web -> dw",
            "tag:old:1 -> image:old -> layer:o -> do",
            "volume:data"
        )
        .AllKnown()
        .Known("cache:a", bytes: 10)
        .Changed("orphan", TimeSpan.FromDays(40))
        .Confirmed()
        .Under(policy =>
            policy with
            {
                Images = Node.Hourly,
                ImageScope = ImageScope.Unused,
                Containers = Node.Hourly,
                BuildCache = Node.Hourly,
            }
        );

    private static readonly string[] Gentlest = ["a", "orphan", "young", "lost", "web", "old:1", "old", "volume:data"];

    [Test]
    public void The_gentlest_class_is_removed_first_and_of_a_class_the_oldest() =>
        Assert.That(Engine.Short(long.MaxValue).Plan().Going(), Is.EqualTo(Gentlest));

    [TestCase(1L, 1)]
    [TestCase(10L, 1)]
    [TestCase(11L, 2)]
    [TestCase(40L, 4)]
    [TestCase(51L, 7)]
    public void No_more_is_removed_than_is_needed(long bytes, int items) =>
        Assert.That(Engine.Short(bytes).Plan().Going(), Is.EqualTo(Gentlest.Take(items)));

    [Test]
    public void What_is_not_needed_is_held_and_says_so()
    {
        var plan = Engine.Short(20).Plan();
        Assert.That(plan.ReasonHolding("young")?.Text, Is.EqualTo("not needed"));
        Assert.That(plan.Missing?.IsMet, Is.True);
    }

    [Test]
    public void When_all_is_spent_the_plan_says_what_is_missing() =>
        Assert.That(Engine.Short(100).Plan().Missing?.Amount.Bytes, Is.EqualTo(new Bytes(30)));

    [Test]
    public void Nothing_is_removed_where_nothing_is_needed() => Assert.That(Engine.Short(0).Plan().Items, Is.Empty);

    [Test]
    public void Inodes_count_as_bytes_do()
    {
        var node = Graph("a", "b")
            .WithDirectory("a", directory => directory with { Inodes = 5 })
            .WithDirectory("b", directory => directory with { Inodes = 7 });
        Assert.That(node.Short(0, inodes: 5).Plan().Going(), Is.EqualTo(new[] { "a" }));
        Assert.That(node.Short(0, inodes: 6).Plan().Going(), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void What_was_not_measured_is_removed_and_counts_as_nothing() =>
        Assert.That(Graph("a", "b", "c").Sized("a", null).Short(10).Plan().Going(), Is.EqualTo(new[] { "a", "b" }));

    [Test]
    public void A_harsher_thing_is_removed_first_where_a_gentler_one_is_needed_by_it() =>
        Assert.That(Graph("volume:data -> base").Short(11).Plan().Going(), Is.EqualTo(new[] { "volume:data", "base" }));

    [Test]
    public void A_shared_layer_counts_for_the_last_of_those_that_are_removed()
    {
        var node = Graph("image:one -> layer:s -> ds", "image:two -> layer:s")
            .AllKnown()
            .Under(policy => policy with { Images = Node.Hourly });
        Assert.That(node.Short(1).Plan().Items.Select(item => item.Size.Value), Is.EqualTo(new[] { 0L, 10L }));
    }

    [Test]
    public void An_image_keeps_its_names_where_enough_is_removed_without_it()
    {
        var plan = Engine.Short(41).Plan();
        Assert.That(plan.Going(), Is.EqualTo(Gentlest.Take(5)));
        Assert.That(plan.RuleHolding("old:1"), Is.EqualTo("LowReached"));
    }

    [Test]
    public void Limits_hold_as_ever() =>
        Assert.That(Engine.Short(30).Limited(items: 2).Plan().Going(), Is.EqualTo(Gentlest.Take(2)));
}
