using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Tests.Explaining;

public sealed class ExplainerTests
{
    [Test]
    public void Names_the_chain_up_to_the_owner()
    {
        var explanation = Graph("container:web -> image:nginx -> layer:top -> data -> base").Explain("base");
        Assert.That(explanation.Verdict, Is.EqualTo(Verdict.Live));
        Assert.That(
            explanation.Chain.Select(link => link.Id),
            Is.EqualTo(new[] { Id("base"), Id("data"), Id("layer:top") })
        );
        Assert.That(explanation.Reason?.Rule, Is.EqualTo("Layer"));
    }

    [Test]
    public void Calls_live_what_lives_although_the_policy_names_it_too() =>
        Assert.That(
            Graph("container:web -> data")
                .Unseen("data")
                .Under(policy => policy with { Layers = null })
                .Explain("data")
                .Verdict,
            Is.EqualTo(Verdict.Live)
        );

    [Test]
    public void Calls_live_what_lives_although_there_are_doubts() =>
        Assert.That(
            Graph("container:web -> rw:web -> data").Doubting(DoubtScope.Everything).Explain("data").Reason?.Rule,
            Is.EqualTo("LayerMount")
        );

    [Test]
    public void Is_unsure_about_what_is_in_doubt() =>
        Assert.That(Graph("data").Doubting(DoubtScope.Layers).Explain("data").Verdict, Is.EqualTo(Verdict.Unsure));

    [Test]
    public void Says_which_rule_holds_garbage()
    {
        var explanation = Graph("young -> old").Changed("young", TimeSpan.Zero).Explain("old");
        Assert.That((explanation.Verdict, explanation.Reason?.Rule), Is.EqualTo((Verdict.Held, "TooYoung")));
    }

    [Test]
    public void Has_nothing_to_say_for_garbage()
    {
        var explanation = Graph("top -> base", "top -> ~lost").Explain("top");
        Assert.That(
            (explanation.Verdict, explanation.Reason, explanation.Chain.Length),
            Is.EqualTo((Verdict.Garbage, (object?)null, 0))
        );
        Assert.That(
            explanation.Needs.Select(need => need.ToString()),
            Is.EqualTo(new[] { "layer directory overlay2/base", "layer directory overlay2/lost (missing)" })
        );
    }

    [Test]
    public void Without_a_policy_only_life_and_doubt_count()
    {
        var node = Graph("young").Changed("young", TimeSpan.Zero);
        Assert.That(
            new Explainer(node.Inventory).Explain(node.Inventory.Resources[0]).Verdict,
            Is.EqualTo(Verdict.Garbage)
        );
    }

    [TestCase("overlay2/4df0a1", "4df0a1")]
    [TestCase("overlay2/4df0a1/diff/etc/passwd", "4df0a1")]
    [TestCase("overlay2/l/ABC", "4df0a1")]
    [TestCase("4df0", "4df0a1", "sha256:4df0b2")]
    [TestCase("4df", Description = "an abbreviation has four characters or more")]
    [TestCase("overlay2/4df", Description = "a path is no abbreviation")]
    [TestCase("web", "c0ffee")]
    [TestCase("c0ff", "c0ffee")]
    [TestCase("data", "volume:data")]
    [TestCase("volumes/data/_data", "volume:data")]
    [TestCase("sha256:4df0b2", "sha256:4df0b2")]
    public void Finds_by_name_title_path_link_and_abbreviation(string text, params string[] found)
    {
        var node = Graph("4df0a1", "layer:sha256:4df0b2", "volume:data", "container:c0ffee")
            .WithDirectory("4df0a1", directory => directory with { Links = ["overlay2/l/ABC"] })
            .With("container:c0ffee", container => container with { Title = "web (running)" });
        Assert.That(
            new Explainer(node.Inventory).Find(text).Select(resource => PlanReading.NameOf(resource.Id)),
            Is.EquivalentTo(found)
        );
    }

    [Test]
    public void A_title_refers_to_the_name() =>
        Assert.That(
            new Resource(Id("container:c0ffee")) { Title = "web (running)" }.ToString(),
            Is.EqualTo("container web (running)")
        );
}
