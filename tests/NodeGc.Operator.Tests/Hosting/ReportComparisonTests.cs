using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Hosting;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Hosting;

public sealed class ReportComparisonTests
{
    private static readonly NodeStorageCleanup Layers = Given.Cleanup("layers");
    private static readonly OrderReport Scanning = Given.Report(Layers, OrderPhase.Scanning, reclaimable: 10);

    [Test]
    public void A_heartbeat_alone_is_no_news() =>
        Assert.That(
            IsNews(
                Node(Scanning),
                Node(Given.Report(Layers, OrderPhase.Scanning, 10)).Beating(Given.Now.AddSeconds(30))
            ),
            Is.False
        );

    [Test]
    public void The_first_heartbeat_is_news() =>
        Assert.That(IsNews(Given.Node("n1").Reporting(), Given.Node("n1").Reporting().Alive()), Is.True);

    [Test]
    public void Another_phase_is_news() =>
        Assert.That(IsNews(Node(Scanning), Node(Scanning with { Phase = OrderPhase.Planned })), Is.True);

    [Test]
    public void Another_message_is_news() =>
        Assert.That(IsNews(Node(Scanning), Node(Scanning with { Message = "soon" })), Is.True);

    [Test]
    public void Another_figure_is_news() =>
        Assert.That(IsNews(Node(Scanning), Node(Given.Report(Layers, OrderPhase.Scanning, 11))), Is.True);

    [Test]
    public void A_report_that_is_gone_is_news() => Assert.That(IsNews(Node(Scanning), Node()), Is.True);

    private static bool IsNews(ClusterNode before, ClusterNode after) =>
        !ReportComparison.AreSame(before.Storage!, after.Storage!);

    private static ClusterNode Node(params OrderReport[] reports) => Given.Node("n1").Alive().Reporting([.. reports]);
}
