using Microsoft.Extensions.Logging;
using NodeGc.Api;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Kubernetes.Events;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Restores;
using NodeGc.Operator.Status;
using NodeGc.Operator.Status.Notifications;

namespace NodeGc.Operator.Hosting;

/// <summary>Composes what an operator does while it leads.</summary>
internal sealed class Reconcilers(
    KubernetesClient client,
    OperatorOptions options,
    ClusterView view,
    OrderLosses losses,
    DefinitionReader definitions,
    Func<Liveness> liveness,
    TimeProvider time,
    ILoggerFactory loggers
)
{
    /// <summary>Called for each run that has ended.</summary>
    public Action<CleanupRun> RunEnded { get; init; } = _ => { };

    /// <summary>Which notifications are wanted, and delivered; null if no webhook is configured.</summary>
    public NotificationFacts? Notifications { get; init; }

    /// <summary>Orders and restores are in one object: one after the other, so that they do not overtake each
    /// other.</summary>
    public Func<string, CancellationToken, Task<ReconcileResult>> CreateOrders(
        WorkloadImages workloads,
        Func<ActiveCleanup, Admission> admit
    )
    {
        var orders = CreateOrderReconciler(workloads, admit);
        var restores = new RestoreWriter(
            view,
            client.Resource(ResourceTypes.NodeStorages),
            definitions,
            loggers.CreateLogger<RestoreWriter>()
        );
        return async (name, cancellationToken) =>
        {
            var result = await orders.ReconcileAsync(name, cancellationToken);
            var next = await restores.ReconcileAsync(name, cancellationToken);
            return result == ReconcileResult.Done ? next : result;
        };
    }

    public RestoreReconciler CreateRestores() =>
        new(
            view,
            client.Resource(ResourceTypes.NodeStorageRestores),
            CreateRecorder(),
            definitions,
            liveness,
            options.StatusInterval,
            loggers.CreateLogger<RestoreReconciler>()
        );

    private OrderReconciler CreateOrderReconciler(WorkloadImages workloads, Func<ActiveCleanup, Admission> admit)
    {
        var storages = client.Resource(ResourceTypes.NodeStorages);
        var creator = new StorageCreator(
            view,
            storages,
            new LeaseCreator(
                view,
                client.Resource(CoreResources.Leases),
                options.AgentNamespace,
                time,
                loggers.CreateLogger<LeaseCreator>()
            ),
            definitions,
            loggers.CreateLogger<StorageCreator>()
        );
        var cleanups = new ActiveCleanupReader(
            view,
            definitions,
            losses,
            workloads,
            options.ReadsKubelets ? new KubeletReader(client) : null,
            admit,
            time
        );
        return new OrderReconciler(
            view,
            storages,
            creator,
            cleanups,
            losses,
            liveness,
            loggers.CreateLogger<OrderReconciler>()
        );
    }

    public StatusReconciler CreateStatuses()
    {
        var cleanups = client.Resource(ResourceTypes.NodeStorageCleanups);
        var logger = loggers.CreateLogger<StatusReconciler>();
        return new StatusReconciler(
            view,
            cleanups,
            CreateRecorder(),
            definitions,
            losses,
            liveness,
            options.StatusInterval,
            logger
        )
        {
            RunEnded = RunEnded,
            Notifications = Notifications,
        };
    }

    public EventRecorder CreateRecorder()
    {
        var source = new EventSource { Component = OperatorOptions.Name, Host = options.Election.Identity };
        return new EventRecorder(
            client.Resource(CoreResources.Events),
            source,
            time,
            loggers.CreateLogger<EventRecorder>()
        );
    }
}
