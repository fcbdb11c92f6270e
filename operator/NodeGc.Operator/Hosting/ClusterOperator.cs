using Microsoft.Extensions.Logging;
using NodeGc.Api;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Kubernetes.Events;
using NodeGc.Kubernetes.Leadership;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Queues;
using NodeGc.Operator.Controllers;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Hosting;

/// <summary>The operator without its process: follows the cluster, contends for the lease, and works while it holds it.</summary>
/// <remarks>Nothing is remembered that the API server does not hold, so it may end anywhere and begin again.</remarks>
internal sealed class ClusterOperator(KubernetesClient client, OperatorOptions options, TimeProvider time, ILoggerFactory loggers)
{
    private readonly ClusterView view = new(client, options.AgentPods, time, loggers);

    /// <summary>Whether the cluster has been read, so that this process could take over at once.</summary>
    public bool IsReady => view.IsSynced;

    /// <summary>Works until cancelled, and gives the lease back.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var orders = new WorkQueue<string>(Backoff.Reconcile, Random.Shared, time);
        using var statuses = new WorkQueue<string>(Backoff.Reconcile, Random.Shared, time);
        var triggers = new Triggers(view, orders, statuses, options.StatusDelay);
        triggers.Subscribe();
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

    private async Task ContendAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        try
        {
            await view.WaitForSyncAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        var leases = client.Resource(CoreResources.Leases);
        var elector = new LeaderElector(leases, options.Election, Random.Shared, time, loggers.CreateLogger<LeaderElector>());
        await elector.RunAsync(lead, cancellationToken);
    }

    private Task LeadAsync(Triggers triggers, WorkQueue<string> orders, WorkQueue<string> statuses, WorkloadImages workloads, CancellationToken cancellationToken)
    {
        triggers.All();
        return Task.WhenAll(
            Loop(orders, OrderReconciler(workloads).ReconcileAsync).RunAsync(options.OrderWriters, cancellationToken),
            Loop(statuses, StatusReconciler().ReconcileAsync).RunAsync(workers: 1, cancellationToken));
    }

    private OrderReconciler OrderReconciler(WorkloadImages workloads)
    {
        var storages = client.Resource(ResourceTypes.NodeStorages);
        var creator = new StorageCreator(view, storages, loggers.CreateLogger<StorageCreator>());
        var kubelets = options.ReadsKubelets ? new KubeletReader(client) : null;
        return new OrderReconciler(view, storages, creator, workloads, kubelets, Liveness, loggers.CreateLogger<OrderReconciler>());
    }

    private StatusReconciler StatusReconciler()
    {
        var source = new EventSource { Component = OperatorOptions.Name, Host = options.Election.Identity };
        var recorder = new EventRecorder(client.Resource(CoreResources.Events), source, time, loggers.CreateLogger<EventRecorder>());
        var cleanups = client.Resource(ResourceTypes.NodeStorageCleanups);
        return new StatusReconciler(
            view, cleanups, recorder, Liveness, options.StatusInterval, loggers.CreateLogger<StatusReconciler>());
    }

    private Liveness Liveness() => new(time.GetUtcNow(), options.HeartbeatBound);

    private Controller<string> Loop(WorkQueue<string> queue, Func<string, CancellationToken, Task<ReconcileResult>> reconcile) =>
        new(queue, reconcile, loggers.CreateLogger<Controller<string>>());
}
