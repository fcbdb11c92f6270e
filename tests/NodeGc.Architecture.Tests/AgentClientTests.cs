namespace NodeGc.Architecture.Tests;

/// <summary>
/// The package's client takes 17 MiB of a native process, since its serialization knows every built-in kind. The agent
/// runs on every node, and speaks through the small client.
/// </summary>
public sealed class AgentClientTests
{
    private static readonly string[] OfTheOperator =
    [
        "NodeGc.Kubernetes.Client.KubernetesClient",
        "NodeGc.Kubernetes.Client.ResourceClient",
        "NodeGc.Kubernetes.Client.ObjectClient",
        "NodeGc.Kubernetes.Leadership.",
    ];

    [Test]
    public void The_agent_calls_nothing_that_needs_the_client_of_the_package() =>
        Assert.That(TypesOf("NodeGc.Agent").Where(IsOfTheOperator), Is.Empty);

    /// <summary>A command would start slower, and the program would be larger.</summary>
    [Test]
    public void Neither_does_the_kubectl_plugin() =>
        Assert.That(TypesOf("NodeGc.Kubectl").Where(IsOfTheOperator), Is.Empty);

    [Test]
    public void Neither_does_what_the_agent_shares_with_the_operator() =>
        Assert.That(TypesOf("NodeGc.Api").Where(IsOfTheOperator), Is.Empty);

    /// <summary>The names above are the right ones: a test that looks for the wrong ones could not fail.</summary>
    [Test]
    public void The_operator_does() =>
        Assert.That(TypesOf("NodeGc.Operator").Where(IsOfTheOperator), Is.SupersetOf(OfTheOperator[..2]));

    private static bool IsOfTheOperator(string type) =>
        OfTheOperator.Any(name => type.StartsWith(name, StringComparison.Ordinal))
        || type.StartsWith("k8s.", StringComparison.Ordinal);

    private static IEnumerable<string> TypesOf(string product) =>
        Metadata
            .ReferencedTypes(Repository.Products.Single(project => project.Name == product).Assembly)
            .Select(type => type.Split('`')[0]);
}
