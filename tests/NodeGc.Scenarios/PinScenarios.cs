using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Rules;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Pins as people write them, on a real engine: each keeps exactly what Docker would resolve it to, and one
/// that keeps nothing is named.</summary>
public sealed class PinScenarios : NodeFixture
{
    private const string App = "localhost:5000/team/app";

    private static readonly string[] Images = ["alpine:3", $"{App}:1", $"{App}:2", $"{App}:3"];

    private static readonly (string Pattern, string[] Kept)[] Patterns =
    [
        ("docker.io/library/*", ["alpine:3"]),
        ("docker.io/library/alpine:3", ["alpine:3"]),
        ("library/alpine", ["alpine:3"]),
        ("alpine", ["alpine:3"]),
        (App, [$"{App}:1", $"{App}:2", $"{App}:3"]),
        ("localhost:5000/*", [$"{App}:1", $"{App}:2", $"{App}:3"]),
        ("*:3", ["alpine:3", $"{App}:3"]),
        ("registry.example.com/nothing/here", []),
    ];

    [TearDown]
    public void ClearAway() => node.ClearAway();

    [Test]
    public async Task A_pin_keeps_and_an_exclusion_too_what_Docker_resolves_it_to()
    {
        foreach (var image in Images)
            node.Docker.BuildClassic(image, $"FROM base:1\nRUN echo {image} > /name\n");
        var id = node.Docker.Lines("image", "inspect", "-f", "{{.Id}}", "alpine:3").Single();
        await node.ScanAsync(Policies.Images);
        var scan = await node.ScanAsync(Policies.Images);

        foreach (
            var (pattern, kept) in Patterns.Concat([
                (id, ["alpine:3"]),
                (id[7..], ["alpine:3"]),
                (id[7..19], ["alpine:3"]),
            ])
        )
        {
            var pinned = scan.Plan(Policies.Images with { Protect = new Protection { Images = [pattern] } });
            Assert.That(Staying(pinned), Is.EqualTo(kept), $"protect.images: {pattern}");
            Assert.That(
                pinned.UnmatchedPins.Select(pin => pin.Pattern),
                Is.EqualTo(kept.Length == 0 ? [pattern] : Array.Empty<string>()),
                pattern
            );
            Assert.That(
                Staying(scan.Plan(Policies.Images with { ExcludedImages = [pattern] })),
                Is.EqualTo(kept),
                $"images.exclude: {pattern}"
            );
            Assert.That(
                Staying(scan.Plan(Policies.Images with { IncludedImages = [pattern] })),
                Is.EqualTo(Images.Except(kept)),
                $"images.include: {pattern}"
            );
        }
    }

    [Test]
    public async Task Pinned_images_are_there_after_the_sweep_and_the_others_are_gone()
    {
        foreach (var image in Images)
            node.Docker.BuildClassic(image, $"FROM base:1\nRUN echo {image} > /name\n");
        var policy = Policies.Images with { Protect = new Protection { Images = [App, "base"] } };

        await node.SweepAsync(await node.PlanAsync(policy), policy);

        Assert.That(
            node.Docker.Lines("images", "--format", "{{.Repository}}:{{.Tag}}"),
            Is.EquivalentTo(new[] { "base:1", $"{App}:1", $"{App}:2", $"{App}:3" })
        );
    }

    [Test]
    public async Task A_pinned_container_keeps_what_it_wrote_its_image_and_its_volume()
    {
        node.Docker.BuildClassic("cache:1", "FROM base:1\nRUN touch /cache\n");
        node.Docker.Do("volume", "create", "ci-data");
        node.Docker.Do(
            "run",
            "--name",
            "ci-cache-1",
            "-v",
            "ci-data:/data",
            "cache:1",
            "touch",
            "/data/kept",
            "/written"
        );
        node.Docker.RunOnce("other", "base:1", "true");
        var policy = Policies.Images with
        {
            Containers = Policies.Containers.Containers,
            Volumes = Policies.Everything.Volumes,
            VolumeScope = VolumeScope.Unused,
            Layers = Policies.Layers.Layers,
            Protect = new Protection { Containers = ["ci-cache-*", "no-such-*"] },
        };

        // Twice: what the first run makes unused goes in the second.
        for (var run = 0; run < 2; run++)
            await node.SweepAsync(await node.PlanAsync(policy), policy);

        Assert.That(node.Docker.Lines("ps", "-a", "--format", "{{.Names}}"), Is.EqualTo(new[] { "ci-cache-1" }));
        Assert.That(node.Docker.Lines("diff", "ci-cache-1"), Does.Contain("A /written"));
        Assert.That(node.Docker.Lines("images", "--format", "{{.Repository}}:{{.Tag}}"), Does.Contain("cache:1"));
        Assert.That(node.Docker.Lines("volume", "ls", "-q"), Does.Contain("ci-data"));
        node.Docker.Do("start", "-a", "ci-cache-1");
        Assert.That(
            (await node.PlanAsync(policy)).UnmatchedPins,
            Is.EqualTo(new[] { new UnmatchedPin("protect.containers", "no-such-*") })
        );
    }

    /// <summary>Those of the images that a plan leaves, in their usual order.</summary>
    private static IEnumerable<string> Staying(Collector.Planning.SweepPlan plan)
    {
        var going = plan
            .Items.Where(item => item.Id.Kind == ResourceKind.ImageReference)
            .Select(item => item.Id.Name)
            .ToHashSet();
        return Images.Where(image => !going.Contains(image));
    }
}
