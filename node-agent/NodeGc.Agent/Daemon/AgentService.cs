using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>The main loop of the agent: waits for its NodeStorage, then publishes the status, renews the lease, carries
/// out orders and restores, answers requests and runs maintenance.</summary>
internal sealed partial class AgentService(
    NodeOptions options,
    NodeStorageWatcher storages,
    AgentIdentity identity,
    StatusStore statusStore,
    OrderWorker worker,
    RestoreWorker restores,
    RequestWorker requests,
    IEnumerable<IAgentLoop> loops,
    TimeProvider time,
    ILogger<AgentService> logger
) : BackgroundService
{
    /// <summary>An agent that waits for its object is alive to probes.</summary>
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var first = new TaskCompletionSource<NodeStorage>(TaskCreationOptions.RunContinuationsAsynchronously);
        storages.OnChange = storage => OnStorage(storage, first);
        return RunAllAsync([storages.RunAsync, ending => WorkAsync(first.Task, ending)], stoppingToken);
    }

    /// <summary>The status of an earlier process is restored before the first order is considered: an ended run is not
    /// repeated.</summary>
    private void OnStorage(NodeStorage? storage, TaskCompletionSource<NodeStorage> first)
    {
        if (storage is not null && !first.Task.IsCompleted)
            statusStore.Update(_ => (storage.Status ?? new NodeStorageStatus()) with { Agent = identity.Info });
        worker.SetStorage(storage);
        restores.SetStorage(storage);
        requests.SetStorage(storage);
        if (storage is not null)
            first.TrySetResult(storage);
    }

    private async Task WorkAsync(Task<NodeStorage> first, CancellationToken stoppingToken)
    {
        while (!first.IsCompleted)
        {
            HeartbeatFile.Touch(options.StateDirectory);
            await Task.WhenAny(first, Task.Delay(HeartbeatInterval, time, stoppingToken));
            stoppingToken.ThrowIfCancellationRequested();
        }

        LogStarted(identity.Node, identity.Info.Version);
        await RunAllAsync(
            loops.Select<IAgentLoop, Func<CancellationToken, Task>>(loop => loop.RunAsync),
            stoppingToken
        );
    }

    /// <summary>When one part ends, all end: a process that only partly works must not appear healthy.</summary>
    private static async Task RunAllAsync(
        IEnumerable<Func<CancellationToken, Task>> parts,
        CancellationToken stoppingToken
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var running = parts.Select(part => part(ending.Token)).ToList();
        await Task.WhenAny(running);
        await ending.CancelAsync();
        await Task.WhenAll(running);
    }

    [LoggerMessage(1, LogLevel.Information, "Agent started on node {Node}, version {Version}.")]
    private partial void LogStarted(string node, string version);
}
