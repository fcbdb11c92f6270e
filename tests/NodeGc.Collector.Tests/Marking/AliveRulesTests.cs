using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Tests.Marking;

public sealed class AliveRulesTests
{
    [TestCase("container:web")]
    [TestCase("image:nginx")]
    [TestCase("tag:nginx:latest")]
    [TestCase("layer:sha256:aa")]
    [TestCase("rw:web")]
    [TestCase("cache:step")]
    [TestCase("plugin:ssh")]
    [TestCase("mount:/merged")]
    [TestCase("file:17")]
    public void Keeps_a_directory_that_something_in_use_needs(string owner)
    {
        var plan = Graph($"{owner} -> data", "orphan").Plan();
        Assert.That(plan.Going(), Is.EqualTo(new[] { "orphan" }));
        Assert.That(plan.LiveCount, Is.EqualTo(1));
    }

    [Test]
    public void Keeps_a_directory_that_only_the_lower_file_of_a_live_one_names() =>
        Assert.That(Graph("layer:top -> q -> p -> base", "orphan").Plan().Going(), Is.EqualTo(new[] { "orphan" }));

    [Test]
    public void Keeps_a_layer_that_the_layer_store_knows_although_nothing_uses_it() =>
        Assert.That(Graph("layer:unused -> data").Plan().Going(), Is.Empty);

    [Test]
    public void Keeps_the_layers_of_a_container_whose_image_was_untagged() =>
        Assert.That(
            Graph("container:web -> rw:web -> scratch -> top -> base", "container:web -> ~image:gone").Plan().Going(),
            Is.Empty
        );

    [Test]
    public void Keeps_a_volume_that_an_exited_container_needs() =>
        Assert.That(
            Graph("container:web -> volume:data", "volume:left").Plan().Going(),
            Is.EqualTo(new[] { "volume:left" })
        );

    [Test]
    public void Lets_everything_go_that_no_owner_is_left_for() =>
        Assert.That(Graph("top -> middle -> base").Plan().Going(), Is.EqualTo(new[] { "top", "middle", "base" }));

    [Test]
    public void Needs_of_something_that_is_missing_hurt_nobody() =>
        Assert.That(Graph("container:web -> ~gone", "orphan -> ~gone").Plan().Going(), Is.EqualTo(new[] { "orphan" }));

    [Test]
    public void Neither_a_directory_nor_a_volume_nor_a_store_is_in_use_by_itself() =>
        Assert.That(AliveRules.Find(Graph("data", "volume:data").Inventory), Is.Empty);

    [Test]
    public void Every_kind_has_an_answer() =>
        Assert.That(
            Enum.GetValues<ResourceKind>()
                .Select(kind =>
                    AliveRules.Find(Node.From([new Resource(new ResourceId(kind, "x"))]).Inventory).Count()
                ),
            Has.Exactly(4).Zero.And.Exactly(Enum.GetValues<ResourceKind>().Length - 4).EqualTo(1)
        );
}
