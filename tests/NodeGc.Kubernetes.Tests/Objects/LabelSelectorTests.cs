using System.Collections.Immutable;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Tests.Objects;

public sealed class LabelSelectorTests
{
    private static readonly ImmutableDictionary<string, string> BuildNode = ImmutableDictionary<string, string>
        .Empty.Add("pool", "build")
        .Add("disk", "");

    [Test]
    public void Selects_everything_when_it_says_nothing() => Assert.That(new LabelSelector().Matches(null), Is.True);

    [Test]
    public void Wants_every_label_with_its_value()
    {
        var selector = new LabelSelector { MatchLabels = BuildNode };

        Assert.That(selector.Matches(BuildNode), Is.True);
        Assert.That(selector.Matches(BuildNode.Remove("disk")), Is.False);
        Assert.That(selector.Matches(BuildNode.SetItem("pool", "web")), Is.False);
    }

    [TestCase("pool", "In", new[] { "build", "ci" }, true)]
    [TestCase("pool", "In", new[] { "web" }, false)]
    [TestCase("absent", "In", new[] { "web" }, false)]
    [TestCase("pool", "NotIn", new[] { "web" }, true)]
    [TestCase("pool", "NotIn", new[] { "build" }, false)]
    [TestCase("absent", "NotIn", new[] { "web" }, true)]
    [TestCase("disk", "Exists", null, true)]
    [TestCase("absent", "Exists", null, false)]
    [TestCase("absent", "DoesNotExist", null, true)]
    [TestCase("disk", "DoesNotExist", null, false)]
    [TestCase("pool", "Like", new[] { "build" }, false)]
    public void Decides_each_operator_as_the_API_server_does(
        string key,
        string @operator,
        string[]? values,
        bool expected
    ) => Assert.That(Expression(key, @operator, values).Matches(BuildNode), Is.EqualTo(expected));

    [TestCase("pool", "Like", new[] { "build" }, "matchExpressions[0].operator: 'Like'")]
    [TestCase("pool", "In", null, "matchExpressions[0].values")]
    [TestCase("pool", "Exists", new[] { "x" }, "matchExpressions[0].values")]
    [TestCase("-pool", "Exists", null, "matchExpressions[0].key")]
    [TestCase("Example.com/pool", "Exists", null, "matchExpressions[0].key")]
    [TestCase("pool", "In", new[] { "a b" }, "matchExpressions[0].values")]
    public void Names_the_field_that_is_wrong(string key, string @operator, string[]? values, string expected) =>
        Assert.That(Expression(key, @operator, values).FindProblem(), Does.StartWith(expected));

    [Test]
    public void Finds_no_problem_in_a_valid_selector()
    {
        var selector = Expression("node-role.kubernetes.io/build", "In", ["", "true"]) with { MatchLabels = BuildNode };

        Assert.That(selector.FindProblem(), Is.Null);
    }

    private static LabelSelector Expression(string key, string @operator, string[]? values) =>
        new()
        {
            MatchExpressions =
            [
                new LabelSelectorRequirement
                {
                    Key = key,
                    Operator = @operator,
                    Values = values?.ToImmutableArray(),
                },
            ],
        };
}
