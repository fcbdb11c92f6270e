using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Rules;
using static NodeGc.Collector.Tests.Builders.GraphLiteral;

namespace NodeGc.Collector.Tests.Policies;

/// <summary>Pins as people write them, on a node with a few images: each means what Docker would resolve it
/// to.</summary>
internal sealed class ImagePatternTests
{
    private const string Alpine = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Digest = "sha256:fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";

    private static readonly Node Engine = Graph(
            $"tag:alpine:3 -> image:{Alpine}",
            $"tag:alpine@{Digest} -> image:{Alpine}",
            "tag:localhost:5000/team/app:1 -> image:one",
            "tag:localhost:5000/team/app:2 -> image:two",
            "tag:localhost:5000/team/app:3 -> image:three",
            "tag:team/tool:1 -> image:tool",
            "container:web -> rw:web -> dw"
        )
        .AllKnown();

    private static IEnumerable<TestCaseData> Patterns =>
        [
            new("docker.io/library/*", "alpine"),
            new("docker.io/library/alpine:3", "alpine"),
            new("docker.io/alpine", "alpine"),
            new("index.docker.io/library/alpine", "alpine"),
            new("library/alpine", "alpine"),
            new("alpine", "alpine"),
            new("alpine:3", "alpine"),
            new("alp*", "alpine"),
            new("alpine:?", "alpine"),
            new("localhost:5000/team/app", "app1 app2 app3"),
            new("localhost:5000/team/app:2", "app2"),
            new("localhost:5000/*", "app1 app2 app3"),
            new("localhost:*", "app1 app2 app3"),
            new("*/team/app:1", "app1"),
            new("*:3", "alpine app3"),
            new("*", "alpine app1 app2 app3 tool"),
            new("team/*", "tool"),
            new("docker.io/team/tool", "tool"),
            new("docker.io/*", "alpine tool"),
            new(Alpine, "alpine"),
            new(Alpine[7..], "alpine"),
            new(Alpine[7..19], "alpine"),
            new(Alpine[..19], "alpine"),
            new($"alpine@{Digest}", "alpine"),
            new("alpine@sha256:*", "alpine"),
            new($"docker.io/library/alpine:9@{Digest}", "alpine"),
            new("registry.example.com/nothing/here", ""),
            new("alpine:4", ""),
            new("team/app", ""),
            new("app", ""),
            new("localhost/team/app", ""),
            new(Alpine[7..18], ""),
        ];

    [TestCaseSource(nameof(Patterns))]
    public void A_pin_keeps_what_Docker_resolves_it_to(string pattern, string kept) =>
        Assert.That(Kept(policy => policy with { Protect = new Protection { Images = [pattern] } }), Is.EqualTo(kept));

    [TestCaseSource(nameof(Patterns))]
    public void An_image_that_is_excluded_is_the_same(string pattern, string kept) =>
        Assert.That(Kept(policy => policy with { ExcludedImages = [pattern] }), Is.EqualTo(kept));

    [TestCaseSource(nameof(Patterns))]
    public void An_image_that_is_included_is_the_same(string pattern, string included) =>
        Assert.That(Kept(policy => policy with { IncludedImages = [pattern] }), Is.EqualTo(Except(included)));

    [TestCaseSource(nameof(Patterns))]
    public void A_pattern_that_matches_nothing_is_named(string pattern, string matched)
    {
        var unmatched = matched.Length > 0 ? [] : new[] { new UnmatchedPin("protect.images", pattern) };
        Assert.That(Engine.Pinning(new Protection { Images = [pattern] }).Plan().UnmatchedPins, Is.EqualTo(unmatched));
    }

    [Test]
    public void Each_kind_of_pattern_is_named_where_it_is_written()
    {
        var node = Graph("volume:pg-1", "container:abcdefabcdef00", "tag:app:1 -> image:one")
            .Labelled("volume:pg-1", "keep", "yes")
            .With("container:abcdefabcdef00", container => container with { GivenName = "web" });
        var pins = new Protection
        {
            Images = ["app", "nothing"],
            Volumes = ["pg-*", "mysql"],
            Containers = ["w?b", "/web", "abcdefabcdef", "db"],
            Labels = ["keep", "keep=no"],
        };
        var plan = node.Pinning(pins)
            .Under(policy => policy with { IncludedImages = ["app", "ci/*"], ExcludedImages = ["stable:1"] })
            .Plan();
        Assert.That(
            plan.UnmatchedPins.Select(pin => pin.ToString()),
            Is.EqualTo(
                new[]
                {
                    "collect.images.include: ci/*",
                    "collect.images.exclude: stable:1",
                    "protect.images: nothing",
                    "protect.volumes: mysql",
                    "protect.containers: db",
                    "protect.labels: keep=no",
                }
            )
        );
    }

    [TestCase(DoubtScope.Everything, "")]
    [TestCase(DoubtScope.Layers, "protect.volumes")]
    [TestCase(DoubtScope.Volumes, "protect.images")]
    [TestCase(DoubtScope.Nothing, "protect.images protect.volumes protect.labels")]
    public void Nothing_is_called_unmatched_that_may_lie_in_what_was_not_understood(DoubtScope scope, string named)
    {
        var plan = Engine
            .Doubting(scope)
            .Pinning(
                new Protection
                {
                    Images = ["x"],
                    Volumes = ["x"],
                    Labels = ["x"],
                }
            )
            .Plan();
        Assert.That(string.Join(' ', plan.UnmatchedPins.Select(pin => pin.Field)), Is.EqualTo(named));
    }

    /// <summary>The short names of the images that stay when every image may be removed that no container
    /// needs.</summary>
    private static string Kept(Func<CleanupPolicy, CleanupPolicy> change)
    {
        var plan = Engine
            .Confirmed()
            .Under(policy => change(policy with { Images = Node.Hourly, ImageScope = ImageScope.Unused }))
            .Plan();
        var going = plan.Items.Select(item => item.Id).ToHashSet();
        var staying = Names.Where(image => !going.Contains(image.Image)).ToList();
        Assert.That(
            Engine
                .Inventory.Resources.Where(name =>
                    name.Id.Kind == ResourceKind.ImageReference
                    && name.Needs.Any(need => staying.Any(image => image.Image == need))
                )
                .Where(name => going.Contains(name.Id)),
            Is.Empty,
            "an image that stays keeps all its names"
        );
        return string.Join(' ', staying.Select(image => image.Name));
    }

    private static string Except(string included) =>
        string.Join(' ', Names.Select(image => image.Name).Except(included.Split(' ')));

    private static IEnumerable<(string Name, ResourceId Image)> Names =>
        [
            ("alpine", Id($"image:{Alpine}")),
            ("app1", Id("image:one")),
            ("app2", Id("image:two")),
            ("app3", Id("image:three")),
            ("tool", Id("image:tool")),
        ];
}
