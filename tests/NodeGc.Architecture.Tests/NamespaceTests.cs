namespace NodeGc.Architecture.Tests;

/// <summary>Between the folders of a project, arrows go one way: a folder never uses one that uses it.</summary>
public sealed class NamespaceTests
{
    /// <summary>The projects that are laid out so. A project is added here once it is, and never leaves.</summary>
    private static readonly string[] Acyclic = ["NodeGc.Operator", "NodeGc.Kubernetes", "NodeGc.Kubectl"];

    [TestCaseSource(nameof(Acyclic))]
    public void No_folder_uses_one_that_uses_it(string name)
    {
        var graph = NamespaceGraph.Read(Repository.Products.Single(project => project.Name == name));
        Assert.Multiple(() =>
        {
            // Two folders may form a cycle although none of their subfolders do.
            for (var depth = 1; depth <= 4; depth++)
                Assert.That(graph.AtDepth(name, depth).FindCycle(), Is.Empty, $"{depth} folders deep");
        });
    }

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
    [TestCase("P.A>P.A.X P.A.X>P.B", 2, "")]
    [TestCase("P.A>P.A.X P.A.X>P.A", 2, "P.A → P.A.X; P.A.X → P.A")]
    [TestCase("P.A.X>P.B.X P.B.Y>P.A.Y", 2, "")]
    [TestCase("P.A.X>P.B.X P.B.Y>P.A.Y", 1, "P.A → P.B; P.B → P.A")]
    public void A_cycle_is_found(string arrows, int depth, string cycle)
    {
        var graph = new NamespaceGraph(
            arrows.Split(' ').Select(arrow => arrow.Split('>')).ToDictionary(arrow => (arrow[0], arrow[1]), _ => "")
        );
        var found = graph
            .AtDepth("P", depth)
            .FindCycle()
            .Select(arrow => arrow.Replace(" ()", "", StringComparison.Ordinal));
        Assert.That(string.Join("; ", found), Is.EqualTo(cycle));
    }
}
