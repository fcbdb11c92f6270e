using Microsoft.Extensions.Logging;
using NodeGc.Api;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Queues;
using NodeGc.Kubernetes.Resources;
using NodeGc.Kubernetes.Small;

namespace NodeGc.Agent.Daemon;

/// <summary>Watches the NodeStorage of this node only: a thousand agents must not each watch a thousand
/// objects.</summary>
internal sealed partial class NodeStorageWatcher : IDisposable
{
    /// <summary>How often to check again for an object that is missing or not owned by this node.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMinutes(1);

    private readonly Informer<NodeStorage> informer;
    private readonly SmallResource<NodeStorage> storages;
    private readonly SmallResource<Node> nodes;
    private readonly ObjectKey key;
    private readonly TimeProvider time;
    private readonly Random random;
    private readonly ILogger<NodeStorageWatcher> logger;
    private readonly SemaphoreSlim changes = new(0, 1);
    private string? nodeUid;
    private string? lastProblem;
    private int failures;

    public NodeStorageWatcher(
        SmallClient client,
        AgentIdentity identity,
        Random random,
        TimeProvider time,
        ILoggerFactory loggers
    )
    {
        (storages, nodes) = (client.Resource(ResourceTypes.NodeStorages), client.Resource(CoreResources.Nodes));
        key = new ObjectKey(null, identity.Node);
        (this.time, this.random, logger) = (time, random, loggers.CreateLogger<NodeStorageWatcher>());
        var objects = new ListOptions { FieldSelector = $"metadata.name={identity.Node}" };
        var only = InformerOptions.Default with { Objects = objects };
        informer = new Informer<NodeStorage>(
            storages,
            only,
            random,
            time,
            loggers.CreateLogger<Informer<NodeStorage>>()
        );
        informer.Subscribe(_ => Signal());
    }

    /// <summary>The object as last seen; null while there is none that is owned by this node.</summary>
    public NodeStorage? Latest { get; private set; }

    /// <summary>Called with each state of the object, and with null when it is gone. Set before <see
    /// cref="RunAsync"/>.</summary>
    public Action<NodeStorage?> OnChange { get; set; } = _ => { };

    /// <summary>Watches the object until cancelled; changes missed while the API server was unavailable are in the next
    /// list.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = informer.RunAsync(ending.Token);
        try
        {
            await informer.WaitForSyncAsync(cancellationToken);
            while (true)
                await WaitAsync(await ReadAsync(cancellationToken), cancellationToken);
        }
        finally
        {
            await ending.CancelAsync();
            await watching;
        }
    }

    public void Dispose() => changes.Dispose();

    /// <returns>How long to wait for a change; null = until there is one.</returns>
    private async Task<TimeSpan?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (found, problem) = await FindOwnAsync(cancellationToken);
            failures = 0;
            ReportProblem(problem);
            if (found is not null || Latest is not null)
                OnChange(Latest = found);
            return found is null ? RetryInterval : null;
        }
        catch (Exception failure) when (failure is KubernetesException or AgentException)
        {
            ReportProblem(failure.Message);
            return Backoff.Connection.After(++failures, random.NextDouble());
        }
    }

    /// <summary>The object if this node owns it, otherwise the problem. Orders for a former node of the same name were
    /// meant for another machine, and an object without owner may belong to any.</summary>
    private async Task<(NodeStorage? Found, string? Problem)> FindOwnAsync(CancellationToken cancellationToken)
    {
        var known = informer.Store.Find(key);
        if (known is not null && IsOwn(known))
            return (known, null);
        var node = await nodes.FindAsync(key, cancellationToken)
            ?? throw new AgentException($"Node {key.Name} does not exist. Check NODE_NAME or --node.");
        nodeUid = node.Metadata.Uid;
        return known is not null && IsOwn(known) ? (known, null) : (null, ProblemOf(known));
    }

    private string ProblemOf(NodeStorage? other) =>
        other switch
        {
            null => $"NodeStorage {key.Name} does not exist yet. The operator creates it; check that it is running.",
            { Metadata.OwnerReferences: { } owners } when owners.Any(owner => owner.Kind == "Node") =>
                $"NodeStorage {key.Name} belongs to a former node of that name; "
                    + "waiting for the API server to delete it.",
            _ => $"NodeStorage {key.Name} is not owned by the Node. The operator adopts it; check that it is running, "
                + $"or delete the object: kubectl delete nodestorage {key.Name}",
        };

    private bool IsOwn(NodeStorage storage) =>
        nodeUid is not null
        && storage.Metadata.OwnerReferences is { } owners
        && owners.Any(owner => owner.Uid == nodeUid);

    private void ReportProblem(string? problem)
    {
        if (problem is not null && problem != lastProblem)
            LogWaiting(problem);
        lastProblem = problem;
    }

    private void Signal()
    {
        if (changes.CurrentCount == 0)
            changes.Release();
    }

    private async Task WaitAsync(TimeSpan? atMost, CancellationToken cancellationToken)
    {
        if (atMost is not { } limit)
        {
            await changes.WaitAsync(cancellationToken);
            return;
        }

        using var over = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await changes.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Expected.
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Not accepting orders: {Why}")]
    private partial void LogWaiting(string why);
}
