using NodeGc.Dashboard.Tests.Browsing;
using NodeGc.Dashboard.Tests.Clusters;

namespace NodeGc.Dashboard.Tests;

/// <summary>One browser, and one cluster with an operator and its dashboard, for all tests that only look.</summary>
internal static class Scenes
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static Browser? browser;
    private static DashboardCluster? cluster;
    private static OperatorProcess? process;

    public static async Task<Browser> GetBrowserAsync()
    {
        await Gate.WaitAsync();
        try
        {
            return browser ??= await Browser.StartAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>The address of the dashboard of the sample cluster.</summary>
    public static async Task<Uri> GetDashboardAsync() => (await StartAsync()).Process.Address;

    public static async Task<DashboardCluster> GetClusterAsync() => (await StartAsync()).Cluster;

    public static async Task StopAsync()
    {
        process?.Dispose();
        if (cluster is not null)
            await cluster.DisposeAsync();
        if (browser is not null)
            await browser.DisposeAsync();
    }

    private static async Task<(DashboardCluster Cluster, OperatorProcess Process)> StartAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (cluster is not null && process is not null)
                return (cluster, process);
            cluster = await DashboardCluster.StartAsync();
            await SampleCluster.PrepareAsync(cluster, DateTimeOffset.UtcNow);
            process = OperatorProcess.Start(cluster.OperatorKubeconfig, "operator-0");
            await process.AwaitAsync();
            await SampleCluster.RunAsync(cluster, DateTimeOffset.UtcNow);
            return (cluster, process);
        }
        finally
        {
            Gate.Release();
        }
    }
}

/// <summary>Stops what the tests started.</summary>
[SetUpFixture]
internal sealed class SceneEnd
{
    [OneTimeTearDown]
    public Task Stop() => Scenes.StopAsync();
}
