using NodeGc.Testing.Charts;

namespace NodeGc.Chart.Tests;

/// <summary>The metrics port of the agent.</summary>
public sealed class MetricsTests
{
    [Test]
    public void The_agent_listens_nowhere_unless_it_is_told()
    {
        var agent = Agent(ChartRenderer.Render(new ChartRelease()));
        Assert.That(agent, Does.Not.Contain("--metrics-port").And.Not.Contain("containerPort"));
    }

    [Test]
    public void The_agent_serves_metrics_on_a_port_of_its_own_and_gets_no_right_for_it()
    {
        var without = Agent(ChartRenderer.Render(new ChartRelease()));
        var with = Agent(
            ChartRenderer.Render(new ChartRelease { Sets = ["agent.metrics.enabled=true", "agent.metrics.port=9999"] })
        );
        var added = with.Split('\n').Except(without.Split('\n')).Select(line => line.Trim());
        Assert.That(
            added,
            Is.EqualTo([
                "- --metrics-port",
                "- \"9999\"",
                "ports:",
                "- name: metrics",
                "containerPort: 9999",
                "protocol: TCP",
            ])
        );
    }

    private static string Agent(string manifests) =>
        manifests.Split("\n---").Single(manifest => manifest.Contains("kind: DaemonSet", StringComparison.Ordinal));
}
