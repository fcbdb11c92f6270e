using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.Charts;

namespace NodeGc.Chart.Tests;

/// <summary>A cluster with the chart installed by <c>helm template | kubectl apply -f -</c>.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly ChartRelease release;

    private Installation(TestCluster cluster, ChartRelease release) => (Cluster, this.release) = (cluster, release);

    public TestCluster Cluster { get; }

    public string Namespace => release.Namespace;

    public static async Task<Installation> CreateAsync(ChartRelease release, CancellationToken cancellationToken)
    {
        var installation = new Installation(await TestCluster.StartAsync(cancellationToken), release);
        try
        {
            await installation.InstallAsync(cancellationToken);
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>A kubectl with the permissions of one of the chart's service accounts.</summary>
    public async Task<Kubectl> KubectlOfAsync(string serviceAccount, CancellationToken cancellationToken) =>
        Cluster.KubectlWith(await Cluster.MintKubeconfigAsync(Namespace, serviceAccount, cancellationToken));

    public Task<JsonObject> GetAgentAsync(CancellationToken cancellationToken) =>
        Cluster.Objects.GetAsync($"/apis/apps/v1/namespaces/{Namespace}/daemonsets/nodegc-agent", cancellationToken);

    public Task<JsonObject> GetOperatorAsync(CancellationToken cancellationToken) =>
        Cluster.Objects.GetAsync(
            $"/apis/apps/v1/namespaces/{Namespace}/deployments/nodegc-operator",
            cancellationToken
        );

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        await Cluster.Objects.CreateAsync("/api/v1/namespaces", NewNamespace(Namespace), cancellationToken);
        await Cluster.Kubectl.ApplyAsync(ChartRenderer.Render(release), cancellationToken);
    }

    private static JsonObject NewNamespace(string name) =>
        new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = name },
        };
}
