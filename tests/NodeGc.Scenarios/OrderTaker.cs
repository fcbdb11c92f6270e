using Microsoft.Extensions.Logging.Abstractions;
using NodeGc.Agent.Orders;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.StoredPlans;
using NodeGc.Api.Nodes;

namespace NodeGc.Scenarios;

/// <summary>An agent that is given orders by hand and remembers between them what an agent remembers. It waits for
/// further looks as one does: nothing about the time is pretended.</summary>
internal sealed class OrderTaker : IDisposable
{
    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("nodegc-a-");

    /// <summary>Carries out <paramref name="order"/> on <paramref name="dataRoots"/>; the last report.</summary>
    public async Task<OrderReport> CarryOutAsync(CleanupOrder order, string? socket, params string[] dataRoots)
    {
        foreach (var dataRoot in dataRoots)
            CopiedMounts.AwaitEnd(dataRoot);
        var remembered = StateDirectory.Open(state.FullName);
        using var stores = new NodeStores(
            new NodeOptions([.. dataRoots], "/proc", socket, state.FullName, IsReadOnly: false),
            remembered,
            TimeProvider.System
        );
        var reports = new List<OrderReport>();
        var runner = new OrderRunner(
            stores,
            new PlanStore(remembered, TimeProvider.System),
            TimeProvider.System,
            NullLogger<OrderRunner>.Instance
        );
        await runner.RunAsync(OrderDigest.Seal(order), new OrderCallbacks(reports.Add), CancellationToken.None);
        return reports[^1];
    }

    public void Dispose() => state.Delete(recursive: true);
}
