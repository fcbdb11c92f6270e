using NodeGc.Dashboard.Tests.Clusters;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Dashboard.Views;

namespace NodeGc.Dashboard.Tests.Views;

internal sealed class FleetViewsTests
{
    private static readonly Liveness Liveness = new(Given.Now, TimeSpan.FromSeconds(90));

    private static FleetView Show(FleetQuery query, params IEnumerable<ClusterNode> nodes) =>
        FleetViews.Create(nodes, query, Liveness);

    private static IEnumerable<string> Names(FleetView view) => view.Rows.Select(row => row.Name);

    [Test]
    public void Sorts_by_a_figure_and_puts_what_is_unknown_last_in_both_directions()
    {
        ClusterNode[] nodes = [Given.Node("a", used: 10), Given.Node("new"), Given.Node("b", used: 90)];
        Assert.That(Names(Show(new FleetQuery(), nodes)), Is.EqualTo(new[] { "b", "a", "new" }));
        Assert.That(Names(Show(new FleetQuery { Descending = false }, nodes)), Is.EqualTo(new[] { "a", "b", "new" }));
    }

    [TestCaseSource(nameof(Sorts))]
    public void Sorts_by_every_column(FleetSort sort)
    {
        ClusterNode[] nodes = [Given.Node("b", used: 20), Given.Node("a", used: 20), Given.Node("c", used: 30)];
        var view = Show(new FleetQuery { Sort = sort, Descending = false }, nodes);
        Assert.That(Names(view), Is.EqualTo(new[] { "a", "b", "c" }).Or.EqualTo(new[] { "c", "a", "b" }));
    }

    private static FleetSort[] Sorts => Enum.GetValues<FleetSort>();

    [TestCase("A-1", "a-1,a-10")]
    [TestCase("a 10", "a-10")]
    [TestCase("pool=build", "a-1,a-10,b-2")]
    [TestCase("pool", "a-1,a-10,b-2")]
    [TestCase("pool=buil", "")]
    public void Finds_nodes_by_part_of_the_name_or_by_label(string search, string expected)
    {
        ClusterNode[] nodes = [Given.Node("a-1"), Given.Node("a-10"), Given.Node("b-2")];
        var query = new FleetQuery
        {
            Search = search,
            Sort = FleetSort.Name,
            Descending = false,
        };
        Assert.That(string.Join(',', Names(Show(query, nodes))), Is.EqualTo(expected));
    }

    [Test]
    public void Leaves_out_nodes_on_which_no_agent_can_run() =>
        Assert.That(Show(new FleetQuery(), Given.Node("win", system: "windows")).Rows, Is.Empty);

    [Test]
    public void A_page_is_cut_and_a_number_beyond_the_end_is_the_last_page()
    {
        var nodes = Enumerable.Range(0, 230).Select(number => Given.Node($"n{number:000}", used: 5));
        var view = Show(new FleetQuery { Page = 99 }, nodes);
        Assert.That(view.Paging, Is.EqualTo(new Paging(Number: 3, Pages: 3, First: 201, Last: 230, Total: 230)));
        Assert.That(Names(view).First(), Is.EqualTo("n200"));
        Assert.That(view.Query.Page, Is.EqualTo(3));
    }

    [Test]
    public void Totals_and_distribution_are_of_all_nodes_whatever_is_searched_for()
    {
        ClusterNode[] nodes =
        [
            Given.Node("a", used: 100),
            Given.Node("b", used: 99),
            Given.Node("c", used: 0),
            Given.Node("new"),
            Given.Node("gone", used: 50, heartbeat: Given.Now.AddHours(-1)),
        ];
        var view = Show(new FleetQuery { Search = "a" }, nodes);
        Assert.That((view.Totals.Nodes, view.Totals.Reporting, view.Totals.NeedAttention), Is.EqualTo((5, 3, 2)));
        Assert.That(view.Distribution, Is.EqualTo(new[] { 1, 0, 0, 0, 0, 1, 0, 0, 0, 2 }));
        Assert.That(view.Totals.CapacityBytes, Is.EqualTo(4 * Given.Capacity));
    }

    [Test]
    public void The_most_important_problem_is_shown()
    {
        var silent = Given.Node("n", used: 5, heartbeat: Given.Now.AddHours(-1));
        Assert.That(NodeSummaries.Summarize(silent, Liveness).State, Is.EqualTo(NodeState.Silent));
        var refusing = Given.Node(
            "n",
            SampleReports.Create(1, Given.Now).Refusing("EngineUnreachable", "dockerd does not respond")
        );
        var summary = NodeSummaries.Summarize(refusing, Liveness);
        Assert.That(
            (summary.State, summary.Problem),
            Is.EqualTo((NodeState.NotReady, "EngineUnreachable: dockerd does not respond"))
        );
        Assert.That(NodeSummaries.Summarize(Given.Node("n", used: 5), Liveness).Problem, Is.Null);
    }
}
