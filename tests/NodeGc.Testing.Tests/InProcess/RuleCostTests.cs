using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Schema;

namespace NodeGc.Testing.Tests.InProcess;

/// <summary>The rules in CEL of the project's own definitions cost far less than a server allows: its estimate differs
/// between versions, and ours assumes more where in doubt.</summary>
[TestFixture("nodegc.io_nodestoragecleanups.yaml", 35)]
[TestFixture("nodegc.io_nodestorages.yaml", 2)]
[TestFixture("nodegc.io_nodestoragerestores.yaml", 5)]
internal sealed class RuleCostTests(string file, int least)
{
    private readonly (string Place, double Units)[] costs =
    [
        .. RuleDefinitions.Costs(
            Yaml.Object(File.ReadAllText(SourceTree.PathOf("crds", file)))
                .Each("spec", "versions")
                .Single()
                .Child("schema", "openAPIV3Schema")!
        ),
    ];

    [Test]
    public void Each_rule_costs_at_most_a_fifth_of_its_budget()
    {
        Assert.That(costs, Has.Length.GreaterThanOrEqualTo(least));
        Assert.That(costs.Where(cost => cost.Units > RuleDefinitions.RuleBudget / 5), Is.Empty);
    }

    [Test]
    public void All_rules_together_cost_at_most_a_tenth_of_the_budget_of_a_definition() =>
        Assert.That(costs.Sum(cost => cost.Units), Is.LessThan(RuleDefinitions.DefinitionBudget / 10));
}
