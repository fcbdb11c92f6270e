using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>The agent's life: it waits for its NodeStorage, then publishes, watches for orders, carries them out and
/// keeps house.</summary>
internal sealed partial class AgentService(
    NodeOptions options,
    OwnStorage own,
    AgentIdentity identity,
    StatusBoard board,
    StatusPublisher publisher,
    OrderDesk desk,
    Housekeeper housekeeper,
    UseFollower uses,
    TimeProvider time,
    ILogger<AgentService> logger
) : BackgroundService
{
    /// <summary>Waiting is work: a probe must not take an agent whose object is not there yet for a dead one.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var first = new TaskCompletionSource<NodeStorage>(TaskCreationOptions.RunContinuationsAsynchronously);
        own.Take = storage => Take(storage, first);
        return RunAllAsync([own.RunAsync, ending => WorkAsync(first.Task, ending)], stoppingToken);
    }

    /// <summary>What an earlier process reported stands before the first order is looked at: a run that has ended is
    /// not repeated.</summary>
    private void Take(NodeStorage? storage, TaskCompletionSource<NodeStorage> first)
    {
        if (storage is not null && !first.Task.IsCompleted)
            board.Update(_ => (storage.Status ?? new NodeStorageStatus()) with { Agent = identity.Info });
        desk.Take(storage);
        if (storage is not null)
            first.TrySetResult(storage);
    }

    private async Task WorkAsync(Task<NodeStorage> first, CancellationToken stoppingToken)
    {
        while (!first.IsCompleted)
        {
            SignOfLife.Leave(options.StateDirectory);
            await Task.WhenAny(first, Task.Delay(Beat, time, stoppingToken));
            stoppingToken.ThrowIfCancellationRequested();
        }

        LogStarted(identity.Node, identity.Info.Version);
        await RunAllAsync([publisher.RunAsync, desk.RunAsync, housekeeper.RunAsync, uses.RunAsync], stoppingToken);
    }

    /// <summary>When one part ends, all end: a process that only half works must not look alive.</summary>
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

    [LoggerMessage(1, LogLevel.Information, "The agent of {Node} started, version {Version}.")]
    private partial void LogStarted(string node, string version);
}
