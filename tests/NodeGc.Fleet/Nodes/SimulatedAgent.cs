using Microsoft.Extensions.Logging.Abstractions;
using NodeGc.Agent.Daemon;
using NodeGc.Agent.Requests;
using NodeGc.Agent.Restores;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.Telemetry;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Events;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Kubernetes.Small;

namespace NodeGc.Fleet.Nodes;

/// <summary>The agent of one node: its service with all loops, as <see cref="AgentHost"/> composes them, except for
/// those that read a disk or an engine. Many share one process, connections, a state directory and metrics.</summary>
internal sealed class SimulatedAgent : IAsyncDisposable
{
    private readonly NodeStorageWatcher own;
    private readonly OrderWorker orders;
    private readonly RequestWorker requests;
    private readonly RestoreWorker restores;
    private readonly LeaseRenewal lease;
    private readonly AgentService service;

    public SimulatedAgent(string node, SmallClient client, SharedParts shared)
    {
        var (time, random) = (shared.Time, Random.Shared);
        var identity = new AgentIdentity(node, shared.Namespace);
        var inventory = shared.Inventories[random.Next(shared.Inventories.Length)];
        Store = new SyntheticStore(inventory, time);
        var statusStore = new StatusStore();
        var delivery = new StatusDelivery(statusStore);
        own = new NodeStorageWatcher(client, identity, random, time, NullLoggerFactory.Instance);
        lease = new LeaseRenewal(
            client,
            identity,
            delivery,
            shared.Metrics,
            random,
            time,
            NullLogger<LeaseRenewal>.Instance
        );
        var source = new EventSource { Component = AgentHost.FieldManager, Host = node };
        var events = new EventRecorder(
            client.Resource(CoreResources.Events),
            source,
            time,
            NullLogger<EventRecorder>.Instance
        );
        var publisher = new StatusPublisher(
            client,
            identity,
            own,
            statusStore,
            delivery,
            new RefusalNotice(shared.Options, own, events),
            lease,
            shared.Metrics,
            random,
            time,
            NullLogger<StatusPublisher>.Instance
        );
        orders = new OrderWorker(
            Store,
            Store,
            statusStore,
            delivery,
            new LossAnnotationRecorder(shared.State, NullLogger<LossAnnotationRecorder>.Instance),
            shared.Metrics,
            time,
            NullLogger<OrderWorker>.Instance
        );
        requests = new RequestWorker(
            new RequestRunner(shared.Options, shared.Stores, time),
            Store,
            statusStore,
            time,
            NullLogger<RequestWorker>.Instance
        );
        restores = new RestoreWorker(
            new RestoreRunner(shared.Options, shared.Stores, time),
            Store,
            statusStore,
            NullLogger<RestoreWorker>.Instance
        );
        service = new AgentService(
            shared.Options,
            own,
            identity,
            statusStore,
            orders,
            restores,
            requests,
            [publisher, lease, orders, restores, requests, new SyntheticScans(inventory, statusStore, random, time)],
            time,
            NullLogger<AgentService>.Instance
        );
    }

    /// <summary>What it carried out.</summary>
    public SyntheticStore Store { get; }

    /// <summary>Whether it renews its lease, and its first status has come back by the watch.</summary>
    public bool IsUp => !lease.IsMissing && own.Latest?.Status?.Conditions.Find(NodeConditions.Ready) is not null;

    public Task StartAsync() => service.StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await service.StopAsync(CancellationToken.None);
        service.Dispose();
        requests.Dispose();
        restores.Dispose();
        orders.Dispose();
        own.Dispose();
    }
}
