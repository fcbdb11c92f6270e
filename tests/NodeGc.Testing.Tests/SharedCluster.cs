using NodeGc.Testing.ApiServer;

namespace NodeGc.Testing.Tests;

/// <summary>One cluster for all conformance tests: each makes objects with names of its own.</summary>
[SetUpFixture]
internal sealed class SharedCluster
{
    private static TestCluster? cluster;

    public static TestCluster Cluster => cluster ?? throw new InvalidOperationException("the cluster is not running");

    public static Api Api => new(Cluster.Http);

    [OneTimeSetUp]
    public static async Task Start()
    {
        cluster = await TestCluster.StartAsync(CancellationToken.None);
        await cluster.Objects.ApplyAsync(
            $"{Widgets.Definition}\n---\n{Widgets.SocketDefinition}",
            CancellationToken.None
        );
    }

    [OneTimeTearDown]
    public static async Task Stop()
    {
        if (cluster is not null)
            await cluster.DisposeAsync();
    }
}
