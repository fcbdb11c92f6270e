using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Tests.Explaining;

public sealed class SuggestionsTests
{
    [TestCase("app", "app:1", "app:2", "team/app:1", "my-app-data")]
    [TestCase("docker.io/library/app:9", "app:1", "app:2", "team/app:1", "my-app-data")]
    [TestCase("web", "web-1")]
    [TestCase("we")]
    [TestCase("nothing-of-the-kind")]
    public void Offers_other_tags_first_and_then_names_that_contain_it(string text, params string[] offered)
    {
        var node = Graph(
            "tag:app:1, tag:app:2 -> image:a",
            "tag:team/app:1 -> image:t",
            "tag:app@sha256:1 -> image:a",
            "volume:my-app-data",
            "container:web"
        );
        var inventory = node.With("container:web", container => container with { Title = "web-1 (running)" }).Inventory;
        Assert.That(new Explainer(inventory).Suggest(text), Is.EqualTo(offered));
    }

    [Test]
    public void Offers_a_few_only()
    {
        var many = Graph([.. Enumerable.Range(1, 20).Select(tag => $"tag:app:{tag} -> image:a")]);
        Assert.That(new Explainer(many.Inventory).Suggest("app"), Has.Length.EqualTo(5));
    }

    [Test]
    public void What_a_container_may_have_had_before_1_10_is_not_missing()
    {
        var id = new string('c', 64);
        var node = Graph(
            $"container:{id} -> ~{id}",
            $"container:{id} -> ~{id}-init",
            $"container:{id} -> ~image:gone",
            $"container:{id} -> ~rw:{id}"
        );
        var needs = node.Explain($"container:{id}").Needs;
        Assert.That(needs.Select(need => need.Id), Is.EqualTo(new[] { new ResourceId(ResourceKind.Image, "gone") }));
    }
}
