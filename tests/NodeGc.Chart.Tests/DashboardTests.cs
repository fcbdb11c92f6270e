using NodeGc.Testing.Programs;

namespace NodeGc.Chart.Tests;

/// <summary>The values of the dashboard, with a real Helm.</summary>
[CancelAfter(300_000)]
public sealed class DashboardTests
{
    private const string Names = "{range .items[*]}{.kind}/{.metadata.name} {end}";

    [Test]
    public async Task The_notes_say_how_to_open_it_and_nothing_is_left_once_it_is_disabled(
        CancellationToken cancellationToken
    )
    {
        await using var release = await HelmRelease.InstallAsync(HelmVersion.Helm3, cancellationToken);
        Assert.That(Notes(), Does.Not.Contain("dashboard"), "disabled by default");
        Assert.That(await ListAsync(), Does.Not.Contain("dashboard"));

        release.Upgrade(HelmVersion.Helm3, "operator.dashboard.enabled=true", "operator.dashboard.port=9000");
        Assert.That(
            Notes(),
            Does.Contain("http://localhost:9000/")
                .And.Contains("kubectl port-forward -n nodegc-system deployment/nodegc-operator 9000")
        );
        Assert.That(
            await ListAsync(),
            Does.Contain("ClusterRole/nodegc-operator-dashboard ").And.Not.Contains("Service/nodegc-operator-dashboard")
        );

        release.Upgrade(HelmVersion.Helm3, "operator.dashboard.enabled=true", "operator.dashboard.exposed=true");
        Assert.That(Notes(), Does.Contain("service/nodegc-operator-dashboard 8082"));
        Assert.That(
            await ListAsync(),
            Does.Contain("Service/nodegc-operator-dashboard")
                .And.Contains("ClusterRole/nodegc-operator-dashboard-viewer")
        );

        release.Upgrade(HelmVersion.Helm3, "operator.dashboard.enabled=false");
        Assert.That(await ListAsync(), Does.Not.Contain("dashboard"));

        string Notes() => release.Run(HelmVersion.Helm3, "status").Text;

        Task<string> ListAsync() =>
            release.GetAsync("services,clusterroles,clusterrolebindings", Names, cancellationToken);
    }
}
