using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status.Runs;

public sealed class WorstNodesTests
{
    private static readonly NodeStorageCleanup Layers = Given.Cleanup("layers");

    [Test]
    public void Failed_nodes_come_first_then_those_with_the_most_bytes_then_the_silent() =>
        Assert.That(
            Layers
                .Fold(
                    Node("small", OrderPhase.Succeeded, 1),
                    Node("none", OrderPhase.Succeeded, 0),
                    Given.Node("silent").Silent(),
                    Node("big", OrderPhase.Scanning, 9),
                    Node("broken", OrderPhase.Failed, 0)
                )
                .Nodes.Select(node => node.Name),
            Is.EqualTo(["broken", "big", "small", "silent", "none"])
        );

    [Test]
    public void At_most_fifty_are_shown() =>
        Assert.That(
            Layers.Fold([.. Enumerable.Range(0, 60).Select(n => Node($"n{n}", OrderPhase.Succeeded, n))]).Nodes,
            Has.Length.EqualTo(50)
        );

    [Test]
    public void A_silent_node_says_since_when() =>
        Assert.That(
            Layers.Fold(Given.Node("n1").Silent()).Nodes.Single().Message,
            Is.EqualTo("its agent has not reported since 2026-03-01T11:50:00Z")
        );

    [Test]
    public void A_node_that_went_silent_on_the_way_says_how_far_it_was() =>
        Assert.That(
            Layers.Fold(Node("n1", OrderPhase.Sweeping, 5).Silent()).Nodes.Single(),
            Is.EqualTo(
                new NodeOutcome
                {
                    Name = "n1",
                    Phase = NodePhase.Pending,
                    Message = "its agent has not reported since 2026-03-01T11:50:00Z; last reported phase: Sweeping",
                    Bytes = 5,
                }
            )
        );

    [Test]
    public void A_node_that_holds_as_many_orders_as_it_may_says_why_this_one_waits()
    {
        var others = Enumerable.Range(0, 64).Select(number => Given.OrderOf(Given.Cleanup($"a{number}")));
        var status = Layers.Fold(Given.Node("n1").Alive().Holding([.. others]));
        Assert.That(status.Nodes.Single().Message, Does.Contain("the maximum of 64 orders"));
        Assert.That(status.Words(), Does.Contain("Reconciling=True/Progressing"));
    }

    [Test]
    public void A_failure_without_words_shows_its_first_error()
    {
        var report = Given.Report(Layers, OrderPhase.Failed) with
        {
            Errors = [new ErrorReport { Message = "no space left for the journal" }],
        };
        Assert.That(
            Layers.Fold(Given.Node("n1").Alive().Reporting(report)).Nodes.Single().Message,
            Is.EqualTo("no space left for the journal")
        );
    }

    private static ClusterNode Node(string name, OrderPhase phase, long bytes) =>
        Given.Node(name).Alive().Holding(Layers).Reporting(Given.Report(Layers, phase, bytes));
}
