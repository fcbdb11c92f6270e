namespace NodeGc.Collector.Tests.Planning;

public sealed class BudgetTests
{
    [Test]
    public void No_more_items_are_removed_than_allowed()
    {
        var plan = Graph("a", "b", "c").Limited(items: 2).Plan();
        Assert.That(plan.Going(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(plan.ReasonHolding("c")?.Text, Is.EqualTo("would exceed limits.maxItems (2)"));
    }

    [Test]
    public void No_more_bytes_are_removed_than_allowed()
    {
        var plan = Graph("a", "b", "c").Limited(bytes: 20).Plan();
        Assert.That(plan.Going(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(plan.ReasonHolding("c")?.Text, Is.EqualTo("would exceed limits.maxBytes (20 B)"));
    }

    [Test]
    public void No_larger_share_of_the_store_is_removed_than_allowed_and_what_lives_counts_as_store()
    {
        var plan = Graph("a", "b", "container:web -> live").Sized("live", 20).Limited(percent: 25).Plan();
        Assert.That(plan.Going(), Is.EqualTo(new[] { "a" }));
        Assert.That(
            plan.ReasonHolding("b")?.Text,
            Is.EqualTo("would exceed limits.maxPercentOfStore (25%: 10 B of 40 B)")
        );
    }

    [Test]
    public void What_is_too_large_does_not_stop_what_is_small() =>
        Assert.That(Graph("a", "b").Sized("a", 1000).Limited(bytes: 20).Plan().Going(), Is.EqualTo(new[] { "b" }));

    [Test]
    public void What_exceeds_a_limit_keeps_what_it_needs_and_that_costs_nothing()
    {
        var plan = Graph("top -> base", "z").Sized("top", 1000).Limited(bytes: 15).Plan();
        Assert.That(plan.Going(), Is.EqualTo(new[] { "z" }));
        Assert.That(plan.ReasonHolding("base")?.Text, Is.EqualTo("used by another item that is held"));
    }

    [Test]
    public void What_exceeds_a_limit_keeps_what_it_needs_over_something_not_on_disk() =>
        Assert.That(
            Graph("top -> lost -> base")
                .Sized("top", 1000)
                .Missing("lost")
                .Limited(bytes: 15)
                .Plan()
                .RuleHolding("base"),
            Is.EqualTo("LimitReached")
        );

    [TestCase(100L, 100)]
    [TestCase(long.MaxValue, 50)]
    public void What_was_not_measured_is_kept_where_bytes_are_bounded(long bytes, int percent)
    {
        var plan = Graph("a", "b").Sized("a", null).Limited(bytes: bytes, percent: percent).Sized("b", 1).Plan();
        Assert.That(
            plan.ReasonHolding("a")?.Text,
            Is.EqualTo("its size is unknown, so limits on bytes cannot be checked")
        );
    }

    [Test]
    public void What_was_not_measured_is_removed_where_only_items_are_bounded() =>
        Assert.That(Graph("a").Sized("a", null).Limited(items: 1).Plan().Going(), Is.EqualTo(new[] { "a" }));

    [Test]
    public void A_store_of_many_exbibytes_does_not_overflow_its_share() =>
        Assert.That(
            Graph("a").Sized("a", long.MaxValue).Limited(percent: 99).Plan().RuleHolding("a"),
            Is.EqualTo("LimitReached")
        );
}
