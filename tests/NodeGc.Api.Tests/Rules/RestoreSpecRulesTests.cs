using NodeGc.Api.Restores;
using NodeGc.Api.Rules;

namespace NodeGc.Api.Tests.Rules;

public sealed class RestoreSpecRulesTests
{
    private static readonly NodeStorageRestoreSpec Valid = new() { RunId = "tidy-3-a1b2", Items = ["overlay2/abc"] };

    [Test]
    public void A_valid_restore_has_no_problem() => Assert.That(RestoreSpecRules.Check(Valid), Is.Empty);

    [TestCase("../etc")]
    [TestCase("")]
    [TestCase("-x")]
    public void A_run_id_that_could_lead_elsewhere_is_named(string run) =>
        Assert.That(
            RestoreSpecRules.Check(Valid with { RunId = run }).Select(problem => problem.Field),
            Is.EqualTo(["spec.runID"])
        );

    [TestCase("")]
    [TestCase("/")]
    [TestCase("  ")]
    public void An_empty_item_does_not_restore_the_whole_run(string item) =>
        Assert.That(
            RestoreSpecRules.Check(Valid with { Items = ["overlay2/abc", item] }).Select(problem => problem.Field),
            Is.EqualTo(["spec.items[1]"])
        );

    [TestCase("59s")]
    [TestCase("8d")]
    [TestCase("soon")]
    public void A_timeout_out_of_range_is_named(string timeout) =>
        Assert.That(
            RestoreSpecRules.Check(Valid with { Timeout = timeout }).Select(problem => problem.Field),
            Is.EqualTo(["spec.timeout"])
        );

    [Test]
    public void Too_many_items_are_named() =>
        Assert.That(
            RestoreSpecRules
                .Check(Valid with { Items = [.. Enumerable.Range(0, 21).Select(at => $"overlay2/{at}")] })
                .Select(problem => problem.ToString()),
            Is.EqualTo(["spec.items: has 21 entries; at most 20"])
        );
}
