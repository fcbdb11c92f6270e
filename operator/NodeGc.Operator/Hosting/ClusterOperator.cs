using Microsoft.Extensions.Logging;
using NodeGc.Api;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Kubernetes.Events;
using NodeGc.Kubernetes.Leadership;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Queues;
using NodeGc.Kubernetes.Resources;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Restores;
using NodeGc.Operator.Rollout;
using NodeGc.Operator.Status;
using NodeGc.Operator.Status.Events;
using NodeGc.Operator.Telemetry;

namespace NodeGc.Operator.Hosting;

/// <summary>The operator without its process: watches the cluster, competes for the lease, and is active while it holds
/// it.</summary>
/// <remarks>All state that matters is in the API server, so it can stop anywhere and start again.</remarks>
internal sealed class ClusterOperator(
    KubernetesClient client,
    OperatorOptions options,
    OperatorMetrics metrics,
    TimeProvider time,
    ILoggerFactory loggers
) : IDisposable
{
    /// <summary>How often to check whether the cache is current, and how long a reconciliation waits for it.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private readonly ClusterView view = new(
        client,
        options.AgentPods,
        new ListOptions { Namespace = options.AgentNamespace, LabelSelector = AgentLease.Selector },
        options.HeartbeatBound,
        options.Dashboard.IsEnabled,
        time,
        loggers,
        metrics.WatchRestarted
    );
    private readonly OrderLosses losses = new();
    private readonly DefinitionReader definitions = new(
        client,
        options.DefinitionsTtl,
        time,
        loggers.CreateLogger<DefinitionReader>()
    );

    public OperatorMetrics Metrics => metrics;

    /// <summary>The cached copy of the cluster; filled while it runs, whether it leads or not.</summary>
    public ClusterView View => view;

    /// <summary>Whether the cache is known to be current, so that this process could take over at once.</summary>
    public bool IsReady => view.IsCurrent;

    /// <summary>
    /// Without a definition of NodeStorage there are none to wait for, and the cleanups' statuses have to say so.
    /// </summary>
    private bool MayAct => view.IsCurrent || (view.IsCurrentExceptStorages && definitions.Last is { LacksNodes: true });

    /// <summary>Runs until cancelled, and releases the lease.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var orders = new WorkQueue<string>(Backoff.Reconcile, Random.Shared, time);
        using var statuses = new WorkQueue<string>(Backoff.Reconcile, Random.Shared, time);
        using var rollouts = new WorkQueue<string>(Backoff.Reconcile, Random.Shared, time);
        using var restores = new WorkQueue<string>(Backoff.Reconcile, Random.Shared, time);
        var handlers = new EventHandlers(view, orders, statuses, rollouts, restores, options.StatusDelay);
        handlers.Subscribe();
        var deliveries = new NotificationMetrics(metrics, view.ListCleanups);
        using var notifications = options.Notifications is { } webhook
            ? new NotificationParts(view, webhook, deliveries, time)
            : null;
        var reconcilers = new Reconcilers(client, options, view, losses, definitions, GetLiveness, time, loggers)
        {
            RunEnded = metrics.RunEnded,
            Notifications = notifications?.Facts,
        };
        var nodeEvents = new NodeEventWatch(
            view,
            reconcilers.CreateRecorder(),
            time,
            loggers.CreateLogger<NodeEventWatch>()
        );
        nodeEvents.Subscribe();
        client.Completed = metrics.RequestCompleted;
        _ = new ClusterFigures(metrics, view.ListCleanups, view.Storages.Store.List, GetLiveness);
        _ = new OperatorFigures(
            metrics,
            definitions,
            [
                ("orders", () => orders.Count),
                ("statuses", () => statuses.Count),
                ("rollouts", () => rollouts.Count),
                ("restores", () => restores.Count),
            ]
        );
        definitions.Changed = () =>
        {
            losses.Clear();
            handlers.EnqueueAll();
        };
        using var workloads = new WorkloadImages(client, time);
        var shared = new SharedParts(orders, statuses, rollouts, restores)
        {
            Reconcilers = reconcilers,
            Workloads = workloads,
            NodeEvents = nodeEvents,
            Notifications = notifications,
        };
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] parts = [view.RunAsync(end.Token), CompeteAsync(token => LeadAsync(handlers, shared, token), end.Token)];
        // Neither ends by itself. If one fails all the same, the other must not continue alone.
        await Task.WhenAny(parts);
        await end.CancelAsync();
        await Task.WhenAll(parts);
    }

    /// <summary>A decision on an incomplete or outdated cache would withdraw orders that are wanted. So the operator
    /// competes for the lease only while the cache is current, and releases it when that is lost for long.</summary>
    private async Task CompeteAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (!await WaitUntilCurrentAsync(cancellationToken))
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
    private async Task<bool> WaitUntilCurrentAsync(CancellationToken cancellationToken)
    {
        while (!MayAct && !cancellationToken.IsCancellationRequested)
        {
            await ReadDefinitionsAsync(cancellationToken);
            await Task.Delay(PollInterval, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            // The informers log what is wrong with the server.
        }
    }

    private async Task LeadAsync(EventHandlers handlers, SharedParts shared, CancellationToken cancellationToken)
    {
        handlers.EnqueueAll();
        var reconcilers = shared.Reconcilers;
        var rollouts = new RolloutReconciler(view, GetLiveness, shared.Orders.Add, options.StatusInterval);
        using var leading = metrics.TrackLeadership();
        using var term = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.WhenAll(
            CreateController("rollouts", shared.Rollouts, rollouts.ReconcileAsync).RunAsync(workers: 1, term.Token),
            CreateController("orders", shared.Orders, reconcilers.CreateOrders(shared.Workloads, rollouts.Find))
                .RunAsync(options.OrderWriters, term.Token),
            CreateController("restores", shared.Restores, reconcilers.CreateRestores().ReconcileAsync)
                .RunAsync(workers: 1, term.Token),
            CreateController("statuses", shared.Statuses, reconcilers.CreateStatuses().ReconcileAsync)
                .RunAsync(workers: 1, term.Token),
            NotifyAsync(shared.Notifications, shared.Statuses, term.Token),
            new SilenceWatch(view, reconcilers.CreateRecorder(), GetLiveness, options.StatusInterval, time).RunAsync(
                term.Token
            ),
            shared.NodeEvents.RunAsync(term.Token)
        );
        await Task.WhenAny(work, WaitUntilOutdatedAsync(term.Token));
        await term.CancelAsync();
        await work;
    }

    private Task NotifyAsync(
        NotificationParts? notifications,
        WorkQueue<string> statuses,
        CancellationToken cancellationToken
    ) =>
        notifications is null
            ? Task.CompletedTask
            : CreateController(
                    "notifications",
                    notifications.Queue,
                    notifications.CreateReconciler(statuses, loggers).ReconcileAsync
                )
                .RunAsync(workers: 1, cancellationToken);

    // Returns once the cache has not been current for the duration of a lease, or on cancellation.
    private async Task WaitUntilOutdatedAsync(CancellationToken cancellationToken)
    {
        var seen = time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested && time.GetElapsedTime(seen) < options.Election.LeaseDuration)
        {
            if (MayAct)
                seen = time.GetTimestamp();
            await Task.Delay(PollInterval, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => definitions.Dispose();

    /// <summary>Decides which agents are silent now.</summary>
    public Liveness GetLiveness() => new(time.GetUtcNow(), options.HeartbeatBound) { FindSign = view.FindSign };

    private Controller<string> CreateController(
        string name,
        WorkQueue<string> queue,
        Func<string, CancellationToken, Task<ReconcileResult>> reconcile
    )
    {
        metrics.InitializeController(name);
        return new(
            queue,
            (key, token) =>
                ReconcileAsync(key, (item, ending) => metrics.MeasureAsync(name, () => reconcile(item, ending)), token),
            loggers.CreateLogger<Controller<string>>()
        );
    }

    /// <summary>Decisions on an outdated cache may withdraw orders that are wanted, and issue others.</summary>
    private Task<ReconcileResult> ReconcileAsync(
        string key,
        Func<string, CancellationToken, Task<ReconcileResult>> reconcile,
        CancellationToken cancellationToken
    ) => MayAct ? reconcile(key, cancellationToken) : Task.FromResult(ReconcileResult.After(PollInterval));
}
