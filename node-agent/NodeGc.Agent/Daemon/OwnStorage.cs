using Microsoft.Extensions.Logging;
using NodeGc.Api;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Queues;
using NodeGc.Kubernetes.Small;

namespace NodeGc.Agent.Daemon;

/// <summary>Follows this node's own NodeStorage, and no other: a thousand agents must not each watch a thousand
/// objects.</summary>
internal sealed partial class OwnStorage : IDisposable
{
    /// <summary>An object that is missing, or is not this node's, is asked about again after this long, with or without
    /// news.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private readonly Informer<NodeStorage> informer;
    private readonly SmallResource<NodeStorage> storages;
    private readonly SmallResource<Node> nodes;
    private readonly ObjectKey key;
    private readonly TimeProvider time;
    private readonly Random random;
    private readonly ILogger<OwnStorage> logger;
    private readonly SemaphoreSlim changes = new(0, 1);
    private string? nodeUid;
    private string? complaint;
    private int failures;

    public OwnStorage(
        SmallClient client,
        AgentIdentity identity,
        Random random,
        TimeProvider time,
        ILoggerFactory loggers
    )
    {
        (storages, nodes) = (client.Resource(ResourceTypes.NodeStorages), client.Resource(CoreResources.Nodes));
        key = new ObjectKey(null, identity.Node);
        (this.time, this.random, logger) = (time, random, loggers.CreateLogger<OwnStorage>());
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

    /// <summary>The object as it was last seen; null while there is none that is this node's.</summary>
    public NodeStorage? Latest { get; private set; }

    /// <summary>Told of each state of the object, and with null that it is gone. Set before <see
    /// cref="RunAsync"/>.</summary>
    public Action<NodeStorage?> Take { get; set; } = _ => { };

    /// <summary>Follows the object until cancelled; whatever was missed while the API server was away is in the next
    /// list.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = informer.RunAsync(ending.Token);
        try
        {
            await informer.WaitForSyncAsync(cancellationToken);
            while (true)
                await WaitAsync(await FollowAsync(cancellationToken), cancellationToken);
        }
        finally
        {
            await ending.CancelAsync();
            await watching;
        }
    }

    public void Dispose() => changes.Dispose();

    /// <returns>How long to wait for news; null where only news matter.</returns>
    private async Task<TimeSpan?> FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (found, problem) = await FindOwnAsync(cancellationToken);
            failures = 0;
            Complain(problem);
            if (found is not null || Latest is not null)
                Take(Latest = found);
            return found is null ? Again : null;
        }
        catch (Exception failure) when (failure is KubernetesException or AgentException)
        {
            Complain(failure.Message);
            return Backoff.Connection.After(++failures, random.NextDouble());
        }
    }

    /// <summary>The object where it is this very node's, else what is in the way. Orders for a former node of the same
    /// name were meant for
    /// another machine, and those of an object that nobody owns for nobody knows which.</summary>
    private async Task<(NodeStorage? Found, string? Problem)> FindOwnAsync(CancellationToken cancellationToken)
    {
        var known = informer.Store.Find(key);
        if (known is not null && IsOwn(known))
            return (known, null);
        var node = await nodes.FindAsync(key, cancellationToken)
            ?? throw new AgentException($"The API server knows no node {key.Name}: check NODE_NAME or --node.");
        nodeUid = node.Metadata.Uid;
        return known is not null && IsOwn(known) ? (known, null) : (null, ProblemOf(known));
    }

    private string ProblemOf(NodeStorage? other) =>
        other switch
        {
            null => $"There is no NodeStorage {key.Name} yet; the operator creates it: check that it runs.",
            { Metadata.OwnerReferences: { } owners } when owners.Any(owner => owner.Kind == "Node") =>
                $"The NodeStorage {key.Name} belongs to a former node of that name; waiting until the API server removes "
                    + "it.",
            _ => $"The NodeStorage {key.Name} is not owned by the Node. The operator adopts it: check that it runs, "
                + $"or delete the object: kubectl delete nodestorage {key.Name}",
        };

    private bool IsOwn(NodeStorage storage) =>
        nodeUid is not null
        && storage.Metadata.OwnerReferences is { } owners
        && owners.Any(owner => owner.Uid == nodeUid);

    private void Complain(string? problem)
    {
        if (problem is not null && problem != complaint)
            LogWaiting(problem);
        complaint = problem;
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
            // The time is over, as wanted.
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "No orders are taken: {Why}")]
    private partial void LogWaiting(string why);
}
