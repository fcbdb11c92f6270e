using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Hosting;

namespace NodeGc.Operator.Tests.Hosting;

public sealed class SettingsTests
{
    [Test]
    public void Without_any_setting_the_defaults_hold()
    {
        var options = Read();
        Assert.That(
            (options.Election.Lease, options.HeartbeatBound, options.HealthPort),
            Is.EqualTo((new ObjectKey("home", "nodegc-operator"), TimeSpan.FromSeconds(90), 8081))
        );
        Assert.That(options.Election.Identity, Does.Contain(Environment.ProcessId.ToString()));
    }

    [Test]
    public void The_environment_of_a_pod_is_understood()
    {
        var options = Read(
            [],
            ("POD_NAMESPACE", "ops"),
            ("POD_NAME", "p-1"),
            ("NODEGC_LEASE_NAME", "mine"),
            ("NODEGC_HEARTBEAT_BOUND", "5m"),
            ("NODEGC_HEALTH_PORT", "0")
        );
        Assert.That(
            (options.Election.Lease, options.Election.Identity, options.HeartbeatBound, options.HealthPort),
            Is.EqualTo((new ObjectKey("ops", "mine"), "p-1", TimeSpan.FromMinutes(5), 0))
        );
    }

    [Test]
    public void A_flag_wins_over_the_environment() =>
        Assert.That(Read(["--health-port=9000"], ("NODEGC_HEALTH_PORT", "0")).HealthPort, Is.EqualTo(9000));

    [TestCase("true", true)]
    [TestCase("false", false)]
    [TestCase("", false)]
    public void Kubelets_are_asked_only_where_somebody_wants_it(string value, bool reads) =>
        Assert.That(Read([], ("NODEGC_READ_KUBELETS", value)).ReadsKubelets, Is.EqualTo(reads));

    [Test]
    public void The_agents_are_looked_for_in_the_operators_own_namespace()
    {
        var pods = Read([], ("POD_NAMESPACE", "ops"), ("NODEGC_AGENT_SELECTOR", "app=agent")).AgentPods!;
        Assert.That((pods.Namespace, pods.LabelSelector), Is.EqualTo(("ops", "app=agent")));
        Assert.That(Read().AgentPods, Is.Null, "every Linux node may have an agent");
    }

    [Test]
    public void The_dashboard_is_off_by_default_and_needs_a_token_on_every_address_but_a_loopback_one()
    {
        Assert.That(Read().Dashboard.IsEnabled, Is.False);
        var local = Read(["--dashboard-port=8082"], ("POD_NAMESPACE", "ops")).Dashboard;
        Assert.That((local.Port, local.RequiresToken, local.AgentNamespace), Is.EqualTo((8082, false, "ops")));
        foreach (var address in (string[])["0.0.0.0", "::", "10.1.2.3"])
            Assert.That(
                Read(["--dashboard-port=1", $"--dashboard-address={address}"]).Dashboard.RequiresToken,
                address
            );
        Assert.That(Read(["--dashboard-port=1", "--dashboard-address=::1"]).Dashboard.RequiresToken, Is.False);
    }

    [TestCase("NODEGC_DASHBOARD_PORT", "x")]
    [TestCase("NODEGC_DASHBOARD_ADDRESS", "localhost")]
    [TestCase("NODEGC_READ_KUBELETS", "maybe")]
    [TestCase("NODEGC_HEARTBEAT_BOUND", "soon")]
    [TestCase("NODEGC_HEARTBEAT_BOUND", "1s")]
    [TestCase("NODEGC_HEARTBEAT_BOUND", "2d")]
    [TestCase("NODEGC_HEALTH_PORT", "70000")]
    [TestCase("NODEGC_HEALTH_PORT", "-1")]
    public void A_value_that_cannot_be_is_refused_by_name(string variable, string value) =>
        Assert.That(
            () => Read([], (variable, value)),
            Throws.InstanceOf<FormatException>().With.Message.StartsWith(variable).And.Message.Contains(value)
        );

    [TestCase("--colour=red", "unknown flag: --colour")]
    [TestCase("--health-port", "flag needs a value: --health-port=VALUE")]
    [TestCase("serve", "unknown argument: serve")]
    public void An_unknown_argument_is_refused(string argument, string message) =>
        Assert.That(() => Read([argument]), Throws.InstanceOf<FormatException>().With.Message.StartsWith(message));

    private static OperatorOptions Read(string[]? arguments = null, params (string Name, string Value)[] environment) =>
        Settings
            .Read(arguments ?? [], name => environment.FirstOrDefault(entry => entry.Name == name).Value)
            .ToOptions("home");
}
