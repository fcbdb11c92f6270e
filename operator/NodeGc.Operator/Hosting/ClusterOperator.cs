using Microsoft.Extensions.Logging;
using NodeGc.Api;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Kubernetes.Events;
using NodeGc.Kubernetes.Leadership;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Queues;
using NodeGc.Operator.Controllers;
using NodeGc.Operator.Definitions;
using NodeGc.Operator.Planning;
using NodeGc.Operator.Telemetry;

namespace NodeGc.Operator.Hosting;

/// <summary>The operator without its process: follows the cluster, contends for the lease, and works while it holds
/// it.</summary>
/// <remarks>Nothing is remembered that the API server does not hold, so it may end anywhere and begin again.</remarks>
internal sealed class ClusterOperator(
    KubernetesClient client,
    OperatorOptions options,
    TimeProvider time,
    ILoggerFactory loggers
) : IDisposable
{
    /// <summary>
    /// How often it is looked whether the picture is current, and how long a reconciliation waits for that.
    /// </summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private readonly ClusterView view = new(client, options.AgentPods, time, loggers);
    private readonly OrderLosses losses = new();
    private readonly DefinitionReader definitions = new(
        client,
        options.DefinitionsFresh,
        time,
        loggers.CreateLogger<DefinitionReader>()
    );

    /// <summary>What is counted and measured here.</summary>
    public OperatorMetrics Metrics { get; } = new();

    /// <summary>
    /// Whether the picture of the cluster is known to be current, so that this process could take over at once.
    /// </summary>
    public bool IsReady => view.IsCurrent;

    /// <summary>
    /// Where the kind of the NodeStorages is missing there are none to wait for, and the cleanups have to say so.
    /// </summary>
    private bool MayAct => view.IsCurrent || (view.IsCurrentButForStorages && definitions.Last is { LacksNodes: true });

    /// <summary>Works until cancelled, and gives the lease back.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var orders = new WorkQueue<string>(Backoff.Reconcile, Random.Shared, time);
        using var statuses = new WorkQueue<string>(Backoff.Reconcile, Random.Shared, time);
        var triggers = new Triggers(view, orders, statuses, options.StatusDelay);
        triggers.Subscribe();
        _ = new ClusterFigures(Metrics, view, Liveness);
        definitions.Changed = () =>
        {
            losses.Clear();
            triggers.All();
        };
        using var workloads = new WorkloadImages(client, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] parts =
        [
            view.RunAsync(end.Token),
            ContendAsync(token => LeadAsync(triggers, orders, statuses, workloads, token), end.Token),
        ];
        // Neither ends by itself. Should one fail all the same, the other must not go on alone.
        await Task.WhenAny(parts);
        await end.CancelAsync();
        await Task.WhenAll(parts);
    }

    /// <summary>Whoever decides on half of a cluster, or on what it was, withdraws orders that are wanted: only with a
    /// current picture the lease is contended for, and it is given back when that is lost for long.</summary>
    private async Task ContendAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (!await WaitUntilItMayActAsync(cancellationToken))
                return;
            var leases = client.Resource(CoreResources.Leases);
            var elector = new LeaderElector(
                leases,
                options.Election,
                Random.Shared,
                time,
                loggers.CreateLogger<LeaderElector>()
            );
            await elector.RunAsync(lead, cancellationToken);
        }
    }

    // False when cancelled first.
    private async Task<bool> WaitUntilItMayActAsync(CancellationToken cancellationToken)
    {
        while (!MayAct && !cancellationToken.IsCancellationRequested)
        {
            await ReadDefinitionsAsync(cancellationToken);
            await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return !cancellationToken.IsCancellationRequested;
    }

    private async Task ReadDefinitionsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await definitions.ReadAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is KubernetesException or OperationCanceledException)
        {
            // The informers say what is wrong with the server.
        }
    }

    private async Task LeadAsync(
        Triggers triggers,
        WorkQueue<string> orders,
        WorkQueue<string> statuses,
        WorkloadImages workloads,
        CancellationToken cancellationToken
    )
    {
        triggers.All();
        using var leads = Metrics.Leads();
        using var term = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.WhenAll(
            Loop("orders", orders, OrderReconciler(workloads).ReconcileAsync)
                .RunAsync(options.OrderWriters, term.Token),
            Loop("statuses", statuses, StatusReconciler().ReconcileAsync).RunAsync(workers: 1, term.Token),
            new SilenceWatch(view, Recorder(), Liveness, options.StatusInterval, time).RunAsync(term.Token)
        );
        await Task.WhenAny(work, WaitUntilBlindAsync(term.Token));
        await term.CancelAsync();
        await work;
    }

    // Returns when the picture has not been current for as long as a lease lasts, or on cancellation.
    private async Task WaitUntilBlindAsync(CancellationToken cancellationToken)
    {
        var seen = time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested && time.GetElapsedTime(seen) < options.Election.LeaseDuration)
        {
            if (MayAct)
                seen = time.GetTimestamp();
            await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private OrderReconciler OrderReconciler(WorkloadImages workloads)
    {
        var storages = client.Resource(ResourceTypes.NodeStorages);
        var creator = new StorageCreator(view, storages, definitions, loggers.CreateLogger<StorageCreator>());
        var mandates = new OrderMandates(
            view,
            definitions,
            losses,
            workloads,
            options.ReadsKubelets ? new KubeletReader(client) : null
        );
        return new OrderReconciler(
            view,
            storages,
            creator,
            mandates,
            losses,
            Liveness,
            loggers.CreateLogger<OrderReconciler>()
        );
    }

    private StatusReconciler StatusReconciler()
    {
        var cleanups = client.Resource(ResourceTypes.NodeStorageCleanups);
        var logger = loggers.CreateLogger<StatusReconciler>();
        return new StatusReconciler(
            view,
            cleanups,
            Recorder(),
            definitions,
            losses,
            Liveness,
            options.StatusInterval,
            logger
        )
        {
            RunEnded = Metrics.RunEnded,
        };
    }

    private EventRecorder Recorder()
    {
        var source = new EventSource { Component = OperatorOptions.Name, Host = options.Election.Identity };
        return new EventRecorder(
            client.Resource(CoreResources.Events),
            source,
            time,
            loggers.CreateLogger<EventRecorder>()
        );
    }

    public void Dispose() => definitions.Dispose();

    private Liveness Liveness() => new(time.GetUtcNow(), options.HeartbeatBound);

    private Controller<string> Loop(
        string name,
        WorkQueue<string> queue,
        Func<string, CancellationToken, Task<ReconcileResult>> reconcile
    )
    {
        Metrics.Announce(name);
        return new(
            queue,
            (key, token) =>
                ReconcileAsync(key, (one, ending) => Metrics.CountAsync(name, () => reconcile(one, ending)), token),
            loggers.CreateLogger<Controller<string>>()
        );
    }

    /// <summary>What is decided on an old picture may withdraw what is wanted, and give what is not.</summary>
    private Task<ReconcileResult> ReconcileAsync(
        string key,
        Func<string, CancellationToken, Task<ReconcileResult>> reconcile,
        CancellationToken cancellationToken
    ) => MayAct ? reconcile(key, cancellationToken) : Task.FromResult(ReconcileResult.After(Poll));
}
