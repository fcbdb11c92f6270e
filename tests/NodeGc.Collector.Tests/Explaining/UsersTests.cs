using NodeGc.Collector.Explaining;

namespace NodeGc.Collector.Tests.Explaining;

public sealed class UsersTests
{
    [Test]
    public void Names_everybody_who_needs_a_directory_and_not_only_the_chain()
    {
        var explanation = Graph(
                "tag:app:1 -> image:app -> layer:top -> t",
                "layer:top -> layer:base -> b",
                "tag:base:1 -> image:base -> layer:base",
                "container:web -> rw:web -> layer:top",
                "cache:step -> b",
                "mount:m of p -> b",
                "file:process 7 -> b",
                "image:alone -> layer:x -> other"
            )
            .Explain("b");
        Assert.That(
            explanation.Users.Select(user => $"{user.Resource.Id.Name} {user.Steps}"),
            Is.EqualTo(
                new[]
                {
                    "process 7 1",
                    "m of p 1",
                    "web 4",
                    "app:1 4",
                    "base:1 3",
                    "app 3",
                    "base 2",
                    "step 1",
                    "web 3",
                    "base 1",
                    "top 2",
                }
            )
        );
    }

    [Test]
    public void Nobody_needs_garbage() =>
        Assert.That(Graph("orphan", "image:a -> layer:l -> d").Explain("orphan").Users, Is.Empty);

    [Test]
    public void Ends_on_a_circle() =>
        Assert.That(
            Graph("a -> b -> c -> a").Explain("a").Users.Select(user => user.Resource.Id),
            Is.EqualTo(new[] { Id("b"), Id("c") })
        );

    [Test]
    public void Reports_the_chain_and_the_position_in_every_image()
    {
        var explanation = Graph(
                "image:app -> layer:top -> t",
                "layer:top -> layer:base -> b",
                "image:base -> layer:base"
            )
            .Explain("b");
        Assert.That(explanation.Layers.Select(layer => layer.Id), Is.EqualTo(new[] { Id("layer:base") }));
        Assert.That(
            explanation.Positions.Select(position => (position.Image.Id.Name, position.Position, position.Of)),
            Is.EqualTo(new[] { ("app", (int?)1, 2), ("base", 1, 1) })
        );
    }

    [Test]
    public void A_layer_stands_where_its_directory_does() =>
        Assert.That(
            Graph("image:app -> layer:top -> t", "layer:top -> layer:base -> b")
                .Explain("layer:top")
                .Positions.Single()
                .Position,
            Is.EqualTo(2)
        );
}
