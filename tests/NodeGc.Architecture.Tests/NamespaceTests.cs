namespace NodeGc.Architecture.Tests;

/// <summary>Between the folders of a project, arrows go one way: a folder never uses one that uses it.</summary>
public sealed class NamespaceTests
{
    /// <summary>The arrows of today's cycles. Lines are only ever deleted from it.</summary>
    private const string Known = "tests/NodeGc.Architecture.Tests/KnownCycles.txt";

    private static readonly string[] KnownArrows =
    [
        .. Repository.Read(Known).Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#')),
    ];

    private static IEnumerable<Project> Products => Repository.Products;

    [TestCaseSource(nameof(Products))]
    public void No_folder_uses_one_that_uses_it(object project)
    {
        var name = ((Project)project).Name;
        var graph = NamespaceGraph.Read((Project)project);
        // Two folders may form a cycle although none of their subfolders do.
        var cyclic = Enumerable
            .Range(1, 4)
            .Select(depth => graph.AtDepth(name, depth))
            .SelectMany(cut => cut.FindCyclic().Select(arrow => (Text: Format(arrow), Example: cut.Arrows[arrow])))
            .DistinctBy(arrow => arrow.Text)
            .ToDictionary(arrow => arrow.Text, arrow => arrow.Example);
        var known = KnownArrows.Where(arrow => arrow.Split(' ', '.')[1] == name.Split('.')[1]);
        Assert.Multiple(() =>
        {
            Assert.That(
                string.Join('\n', cyclic.Keys.Except(known).Select(arrow => $"{arrow} ({cyclic[arrow]})")),
                Is.Empty,
                "new arrows in cycles: move the type or the code to the folder that it belongs to"
            );
            Assert.That(
                string.Join('\n', known.Except(cyclic.Keys)),
                Is.Empty,
                $"no longer in a cycle: delete these lines from {Known}"
            );
        });
    }

    [Test]
    public void Every_known_arrow_is_one_of_a_product() =>
        Assert.That(
            KnownArrows.Select(arrow => string.Join('.', arrow.Split(' ', '.').Take(2))).Distinct(),
            Is.SubsetOf(Products.Select(project => project.Name))
        );

    [Test]
    public void The_folders_of_the_operator_are_read_at_all() =>
        Assert.That(
            NamespaceGraph.Read(Repository.Products.Single(project => project.Name == "NodeGc.Operator")).Arrows.Keys,
            Is.SupersetOf([
                ("NodeGc.Operator.Hosting", "NodeGc.Operator.Orders"),
                ("NodeGc.Operator.Orders", "NodeGc.Operator.Cluster"),
                ("NodeGc.Operator.Status", "NodeGc.Operator.Status.Conditions"),
            ])
        );

    [TestCase("P.A>P.B P.B>P.C", 1, "")]
    [TestCase("P.A>P.B P.B>P.C P.C>P.A", 1, "P.A → P.B; P.B → P.C; P.C → P.A")]
    [TestCase("P.A>P.B P.B>P.C P.C>P.B", 1, "P.B → P.C; P.C → P.B")]
    [TestCase("P.A>P.B P.B>P.A P.B>P.C P.C>P.D P.D>P.C", 1, "P.A → P.B; P.B → P.A; P.C → P.D; P.D → P.C")]
    [TestCase("P.A>P.A", 1, "")]
    [TestCase("P.A>P.A.X P.A.X>P.B", 2, "")]
    [TestCase("P.A>P.A.X P.A.X>P.A", 2, "P.A → P.A.X; P.A.X → P.A")]
    [TestCase("P.A.X>P.B.X P.B.Y>P.A.Y", 2, "")]
    [TestCase("P.A.X>P.B.X P.B.Y>P.A.Y", 1, "P.A → P.B; P.B → P.A")]
    public void The_arrows_of_cycles_are_found(string arrows, int depth, string cyclic)
    {
        var graph = new NamespaceGraph(
            arrows.Split(' ').Select(arrow => arrow.Split('>')).ToDictionary(arrow => (arrow[0], arrow[1]), _ => "")
        );
        Assert.That(string.Join("; ", graph.AtDepth("P", depth).FindCyclic().Select(Format)), Is.EqualTo(cyclic));
    }

    private static string Format((string From, string To) arrow) => $"{arrow.From} → {arrow.To}";
}
