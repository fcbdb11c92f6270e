using NodeGc.Testing.ApiServer;
using NodeGc.Testing.Charts;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Programs;

namespace NodeGc.Chart.Tests;

/// <summary>The chart in a cluster, managed with Helm as an administrator does.</summary>
internal sealed class HelmRelease : IAsyncDisposable
{
    private const string Name = "nodegc";
    private const string Namespace = "nodegc-system";
    private readonly Dictionary<HelmVersion, Helm> helms;

    private HelmRelease(TestCluster cluster) =>
        (Cluster, helms) = (
            cluster,
            HelmVersions.All.ToDictionary(version => version, version => new Helm(version, cluster.AdminKubeconfigPath))
        );

    public TestCluster Cluster { get; }

    /// <summary>A cluster where the chart was installed.</summary>
    public static async Task<HelmRelease> InstallAsync(HelmVersion version, CancellationToken cancellationToken)
    {
        var release = new HelmRelease(await TestCluster.StartAsync(cancellationToken));
        try
        {
            release
                .helms[version]
                .Must("install", Name, ChartRelease.Chart, "--namespace", Namespace, "--create-namespace");
            return release;
        }
        catch
        {
            await release.DisposeAsync();
            throw;
        }
    }

    public void Upgrade(HelmVersion version, params string[] sets) =>
        helms[version]
            .Must([
                "upgrade",
                Name,
                ChartRelease.Chart,
                "--namespace",
                Namespace,
                .. sets.SelectMany(set => (string[])["--set", set]),
            ]);

    public CommandResult Run(HelmVersion version, string command, params string[] arguments) =>
        helms[version].Run([command, Name, "--namespace", Namespace, .. arguments]);

    /// <summary>The numbers of all revisions with their status.</summary>
    public string History(HelmVersion version)
    {
        var table = Run(version, "history", "--output", "json").Text;
        var revisions = System.Text.Json.Nodes.JsonNode.Parse(table)!.AsArray();
        return string.Join(", ", revisions.Select(revision => $"{revision!["revision"]} {revision["status"]}"));
    }

    /// <summary>Kind, name and requested output of a list of objects in the release's namespace.</summary>
    public async Task<string> GetAsync(string kinds, string jsonPath, CancellationToken cancellationToken) =>
        (
            await Cluster.Kubectl.MustAsync(
                ["get", kinds, "--namespace", Namespace, "-o", $"jsonpath={jsonPath}"],
                cancellationToken
            )
        ).Trim();

    /// <summary>The arguments of the agent.</summary>
    public Task<string> GetAgentArgumentsAsync(CancellationToken cancellationToken) =>
        GetAsync("daemonset/nodegc-agent", "{.spec.template.spec.containers[0].args}", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var helm in helms.Values)
            helm.Dispose();
        await Cluster.DisposeAsync();
    }
}
