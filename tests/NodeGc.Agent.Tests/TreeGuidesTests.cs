using NodeGc.Agent.Reports;

namespace NodeGc.Agent.Tests;

internal sealed class TreeGuidesTests
{
    [Test]
    public void Draws_a_line_from_every_row_to_its_parent() =>
        Assert.That(
            TreeGuides.Draw([0, 1, 2, 2, 1, 2, 0, 1]),
            Is.EqualTo(new[] { "", "├─ ", "│  ├─ ", "│  └─ ", "└─ ", "   └─ ", "", "└─ " })
        );

    [Test]
    public void Draws_a_chain_as_steps() =>
        Assert.That(TreeGuides.Draw([0, 1, 2, 3]), Is.EqualTo(new[] { "", "└─ ", "   └─ ", "      └─ " }));

    [Test]
    public void Draws_nothing_for_nothing() => Assert.That(TreeGuides.Draw([]), Is.Empty);
}
