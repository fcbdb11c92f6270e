using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Controllers;
using NodeGc.Operator.Planning;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Controllers;

public sealed class ReportComparisonTests
{
    private static readonly NodeStorageCleanup Layers = Some.Cleanup("layers");
    private static readonly OrderReport Scanning = Some.Report(Layers, OrderPhase.Scanning, reclaimable: 10);

    [Test]
    public void A_heartbeat_alone_is_no_news() =>
        Assert.That(
            IsNews(Node(Scanning), Node(Some.Report(Layers, OrderPhase.Scanning, 10)).Beating(Some.Now.AddSeconds(30))),
            Is.False
        );

    [Test]
    public void The_first_heartbeat_is_news() =>
        Assert.That(IsNews(Some.Node("n1").Reporting(), Some.Node("n1").Reporting().Alive()), Is.True);

    [Test]
    public void Another_phase_is_news() =>
        Assert.That(IsNews(Node(Scanning), Node(Scanning with { Phase = OrderPhase.Planned })), Is.True);

    [Test]
    public void Another_message_is_news() =>
        Assert.That(IsNews(Node(Scanning), Node(Scanning with { Message = "soon" })), Is.True);

    [Test]
    public void Another_figure_is_news() =>
        Assert.That(IsNews(Node(Scanning), Node(Some.Report(Layers, OrderPhase.Scanning, 11))), Is.True);

    [Test]
    public void A_report_that_is_gone_is_news() => Assert.That(IsNews(Node(Scanning), Node()), Is.True);

    [Test]
    public void What_status_is_folded_from_survives_slimming()
    {
        var error = new ErrorReport { Message = "no space left" };
        var node = Node(Scanning with { Phase = OrderPhase.Failed, Errors = [error, error] }).Holding(Layers);
        var slim = node with { Storage = StorageSlimming.Slim(node.Storage!) };
        Assert.That(Layers.Fold(slim).Json(), Is.EqualTo(Layers.Fold(node).Json()).And.Contain("no space left"));
    }

    private static bool IsNews(ClusterNode before, ClusterNode after) =>
        !ReportComparison.SaysTheSame(before.Storage!, after.Storage!);

    private static ClusterNode Node(params OrderReport[] reports) => Some.Node("n1").Alive().Reporting([.. reports]);
}
