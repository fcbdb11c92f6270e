using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;

namespace NodeGc.Agent.Daemon;

/// <summary>
/// The agent's life: it waits for its NodeStorage, then publishes, watches for orders, carries them out and keeps
/// house.
/// </summary>
internal sealed partial class AgentService(
    OwnStorage own, OwnStorageWatch watch, AgentIdentity identity, StatusBoard board, StatusPublisher publisher, OrderDesk desk, Housekeeper housekeeper, UseFollower uses,
    TimeProvider time, ILogger<AgentService> logger) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var storage = await OwnStorageAsync(stoppingToken);
        board.Update(_ => (storage.Status ?? new NodeStorageStatus()) with { Agent = identity.Info });
        LogStarted(identity.Node, identity.Info.Version);
        desk.Take(storage);
        await RunAllAsync([publisher.RunAsync, watch.RunAsync, desk.RunAsync, housekeeper.RunAsync, uses.RunAsync], stoppingToken);
    }

    /// <summary>When one part ends, all end: a process that only half works must not look alive.</summary>
    private static async Task RunAllAsync(IEnumerable<Func<CancellationToken, Task>> parts, CancellationToken stoppingToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var running = parts.Select(part => part(ending.Token)).ToList();
        await Task.WhenAny(running);
        await ending.CancelAsync();
        await Task.WhenAll(running);
    }

    /// <summary>Waits for the API server, for the node and for its object for as long as it takes.</summary>
    private async Task<NodeStorage> OwnStorageAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await own.FindAsync(cancellationToken) is { } storage) return storage;
                LogFormerNode(identity.Node);
            }
            catch (Exception failure) when (failure is KubernetesException or AgentException)
            {
                LogNoStorage(failure.Message);
            }

            await Task.Delay(RetryAfter, time, cancellationToken);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The agent of {Node} started, version {Version}.")]
    private partial void LogStarted(string node, string version);

    [LoggerMessage(2, LogLevel.Warning, "There is no NodeStorage to report to; trying again: {Why}")]
    private partial void LogNoStorage(string why);

    [LoggerMessage(3, LogLevel.Warning, "The NodeStorage {Node} belongs to a former node of that name; waiting until the API server removes it.")]
    private partial void LogFormerNode(string node);
}
