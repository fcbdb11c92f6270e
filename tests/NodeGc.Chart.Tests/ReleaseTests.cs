using System.Text.Json.Nodes;
using NodeGc.Testing.Programs;

namespace NodeGc.Chart.Tests;

/// <summary>The lifecycle of a release with a real Helm, from install to uninstall.</summary>
[CancelAfter(300_000)]
[TestFixtureSource(typeof(HelmVersions), nameof(HelmVersions.All))]
public sealed class ReleaseTests(HelmVersion version)
{
    private const string Owned =
        "daemonsets,deployments,serviceaccounts,roles,rolebindings,clusterroles,clusterrolebindings,secrets";
    private const string Names = "{range .items[*]}{.kind}/{.metadata.name}{\"\\n\"}{end}";
    private const string Cleanups = "/apis/nodegc.io/v1alpha1/nodestoragecleanups";
    private static readonly string[] Definitions =
    [
        "nodestoragecleanups.nodegc.io",
        "nodestoragerestores.nodegc.io",
        "nodestorages.nodegc.io",
    ];

    private HelmRelease release = null!;

    private HelmVersion Other => HelmVersions.All.Single(other => other != version);

    [SetUp]
    public async Task InstallAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        release = await HelmRelease.InstallAsync(version, deadline.Token);
    }

    [TearDown]
    public ValueTask RemoveAsync() => release.DisposeAsync();

    [Test]
    public async Task Installs_both_workloads_and_the_definitions(CancellationToken cancellationToken)
    {
        var installed = await ListOwnedAsync(cancellationToken);

        Assert.That(release.History(version), Is.EqualTo("1 deployed"));
        Assert.That(installed, Is.SupersetOf(new[] { "DaemonSet/nodegc-agent", "Deployment/nodegc-operator" }));
        Assert.That(await ListDefinitionsAsync(cancellationToken), Is.EquivalentTo(Definitions));
        Assert.That(release.Run(version, "status").Text, Does.Contain("kubectl get nodestorages"), "the notes");
    }

    [Test]
    public async Task Upgrades_what_was_changed_and_nothing_else(CancellationToken cancellationToken)
    {
        const string Version = "{.metadata.resourceVersion}";
        var @operator = await release.GetAsync("deployment/nodegc-operator", Version, cancellationToken);

        release.Upgrade(version, "agent.readOnly=true");

        Assert.That(release.History(version), Is.EqualTo("1 superseded, 2 deployed"));
        Assert.That(await release.GetAgentArgumentsAsync(cancellationToken), Does.Contain("--read-only"));
        Assert.That(
            await release.GetAsync("deployment/nodegc-operator", Version, cancellationToken),
            Is.EqualTo(@operator)
        );
    }

    [Test]
    public async Task Removes_on_an_upgrade_what_has_another_name_now(CancellationToken cancellationToken)
    {
        release.Upgrade(version, "fullnameOverride=storage");

        var names = await ListAsync("daemonsets,clusterroles", "", cancellationToken);
        Assert.That(names, Does.Contain("DaemonSet/storage-agent").And.Contain("ClusterRole/storage-agent"));
        Assert.That(names, Does.Not.Contain("DaemonSet/nodegc-agent").And.Not.Contain("ClusterRole/nodegc-agent"));
    }

    [Test]
    public async Task Rolls_back_to_an_earlier_revision(CancellationToken cancellationToken)
    {
        release.Upgrade(version, "agent.readOnly=true");

        var rollback = release.Run(version, "rollback", "1");

        Assert.That(rollback.Succeeded, rollback.ToString());
        Assert.That(release.History(version), Is.EqualTo("1 superseded, 2 superseded, 3 deployed"));
        Assert.That(await release.GetAgentArgumentsAsync(cancellationToken), Does.Not.Contain("--read-only"));
    }

    [Test]
    public async Task Keeps_the_deployed_release_when_an_upgrade_is_refused(CancellationToken cancellationToken)
    {
        Assert.That(() => release.Upgrade(version, "agent.readOnly=perhaps"), Throws.InvalidOperationException);

        Assert.That(release.History(version), Is.EqualTo("1 deployed"));
        Assert.That(await release.GetAgentArgumentsAsync(cancellationToken), Does.Not.Contain("--read-only"));
    }

    [Test]
    public async Task Uninstalls_all_but_the_definitions_and_what_people_wrote(CancellationToken cancellationToken)
    {
        await release.Cluster.Objects.CreateAsync(Cleanups, Cleanup(), cancellationToken);

        var uninstall = release.Run(version, "uninstall");

        Assert.That(uninstall.Succeeded, uninstall.ToString());
        Assert.That(await ListOwnedAsync(cancellationToken), Is.Empty);
        Assert.That(await ListDefinitionsAsync(cancellationToken), Is.EquivalentTo(Definitions));
        Assert.That(await release.Cluster.Objects.GetAsync($"{Cleanups}/report", cancellationToken), Is.Not.Null);
    }

    [Test]
    public async Task Is_handed_over_to_the_other_Helm(CancellationToken cancellationToken)
    {
        release.Upgrade(Other, "agent.readOnly=true");
        var upgraded = await release.GetAgentArgumentsAsync(cancellationToken);

        var uninstall = release.Run(Other, "uninstall");

        Assert.That(upgraded, Does.Contain("--read-only"));
        Assert.That(uninstall.Succeeded, uninstall.ToString());
        Assert.That(await ListOwnedAsync(cancellationToken), Is.Empty);
    }

    /// <summary>In all namespaces: the permissions to record events are in the namespace default.</summary>
    private Task<string[]> ListOwnedAsync(CancellationToken cancellationToken) =>
        ListAsync(Owned, "nodegc", cancellationToken);

    /// <summary>A cluster also has its own roles, accounts and secrets, whose names do not contain that of the
    /// release.</summary>
    private async Task<string[]> ListAsync(string kinds, string part, CancellationToken cancellationToken)
    {
        var all = await release.Cluster.Kubectl.MustAsync(
            ["get", kinds, "-A", "-o", $"jsonpath={Names}"],
            cancellationToken
        );
        return
        [
            .. all.Trim().Split('\n').Where(name => name.Contains(part, StringComparison.Ordinal) && name.Length > 0),
        ];
    }

    private async Task<string[]> ListDefinitionsAsync(CancellationToken cancellationToken)
    {
        var names = await release.Cluster.Kubectl.MustAsync(["get", "crd", "-o", "name"], cancellationToken);
        return [.. names.Trim().Split('\n').Select(name => name.Split('/')[^1])];
    }

    private static JsonObject Cleanup() =>
        JsonNode
            .Parse(
                """
                { "apiVersion": "nodegc.io/v1alpha1", "kind": "NodeStorageCleanup", "metadata": { "name": "report" },
                  "spec": { "collect": { "layers": {} } } }
                """
            )!
            .AsObject();
}
