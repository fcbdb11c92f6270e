using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status.Conditions;

/// <summary>Whether pins that protect nothing anywhere are told of.</summary>
public sealed class PinTests
{
    private static readonly NodeStorageCleanup Layers = Given
        .Cleanup("layers")
        .With(spec => spec with { Protect = new ProtectSpec { Images = ["alpine:9", "registry.example.com/x"] } });

    [Test]
    public void A_pin_that_matches_on_no_node_is_warned_about()
    {
        var status = Layers.Fold(
            Node("n1", "alpine:9", "registry.example.com/x"),
            Node("n2", "registry.example.com/x", "alpine:9")
        );
        Assert.That(status.Words(), Does.Contain("PinsMatched=False/PinsUnmatched"));
        Assert.That(
            status.Message("PinsMatched"),
            Is.EqualTo(
                "protect.images: alpine:9, protect.images: registry.example.com/x match nothing on any of the 2 "
                    + "scanned nodes; correct or remove them"
            )
        );
    }

    [Test]
    public void A_pin_that_matches_on_one_node_does_what_it_is_for() =>
        Assert.That(Layers.Fold(Node("n1", "alpine:9"), Node("n2")).Words(), Has.None.StartsWith("PinsMatched"));

    [Test]
    public void A_pin_of_another_cleanup_is_for_that_one_to_warn_of() =>
        Assert.That(
            Layers.Fold(Node("n1", "nginx:1"), Node("n2", "nginx:1")).Words(),
            Has.None.StartsWith("PinsMatched")
        );

    [Test]
    public void Nothing_is_said_while_a_live_node_has_not_planned() =>
        Assert.That(
            Layers
                .Fold(
                    Node("n1", "alpine:9"),
                    Given.Node("n2").Alive().Holding(Layers).Reporting(Given.Report(Layers, OrderPhase.Scanning))
                )
                .Words(),
            Has.None.StartsWith("PinsMatched")
        );

    [Test]
    public void A_silent_or_skipped_node_is_not_waited_for()
    {
        var silent = Given.Node("n2").Silent().Holding(Layers);
        var skipped = Given.Node("n3").Alive().Holding(Layers).Reporting(Given.Report(Layers, OrderPhase.Skipped));
        Assert.That(
            Layers.Fold(Node("n1", "alpine:9"), silent, skipped).Message("PinsMatched"),
            Does.StartWith("protect.images: alpine:9 matches nothing on the scanned node")
        );
    }

    [Test]
    public void What_was_warned_about_is_said_to_be_settled()
    {
        var warned = Layers.Fold(Node("n1", "alpine:9"));
        Assert.That(Layers.Saying(warned).Fold(Node("n1")).Words(), Does.Contain("PinsMatched=True/AllPinsMatched"));
        Assert.That(
            Layers.Saying(warned).Fold(Node("n1", "alpine:9")).Json(),
            Is.EqualTo(warned.Json()),
            "nothing happened"
        );
    }

    private static ClusterNode Node(string name, params string[] unmatched) =>
        Given
            .Node(name)
            .Alive()
            .Holding(Layers)
            .Reporting(
                Given.Report(Layers, OrderPhase.Succeeded) with
                {
                    PlanDigest = "sha256:1",
                    UnmatchedPins =
                    [
                        .. unmatched.Select(pattern => new UnmatchedPin
                        {
                            Field = "protect.images",
                            Pattern = pattern,
                        }),
                    ],
                }
            );
}
