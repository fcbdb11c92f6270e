using System.Collections.Immutable;
using NodeGc.Kubernetes.Client;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Orders;

/// <summary>Reads the active cleanups for one node, with everything that their orders need from the cluster.</summary>
internal sealed class ActiveCleanupReader(
    ClusterView view,
    DefinitionReader definitions,
    OrderLosses losses,
    WorkloadImages workloads,
    KubeletReader? kubelets,
    Func<ActiveCleanup, Admission> admit,
    TimeProvider time
)
{
    private readonly PinsCache pins = new();
    private readonly PlansCache plans = new(time);

    /// <exception cref="KubernetesException">Something that the orders depend on cannot be read now.</exception>
    public async Task<IReadOnlyList<ActiveCleanup>> ReadAsync(ClusterNode node, CancellationToken cancellationToken)
    {
        var cleanups = List();
        if (cleanups.IsEmpty)
            return cleanups;
        if ((await definitions.ReadAsync(cancellationToken)).BlocksOrders)
            return [.. cleanups.Select(cleanup => cleanup with { IsOnHold = true })];
        var images = cleanups.Any(cleanup => cleanup.NeedsImagesFor(node))
            ? await workloads.ReadAsync(cancellationToken)
            : null;
        var kubelet =
            kubelets is not null && cleanups.Any(cleanup => cleanup.NeedsKubeletFor(node))
                ? await kubelets.ReadAsync(node.Name, cancellationToken)
                : null;
        var inputs = new OrderInputs(images, kubelet);
        return
        [
            .. cleanups.Select(cleanup =>
                cleanup with
                {
                    IsOnHold = IsOnHold(cleanup),
                    Inputs = inputs,
                    Admission = admit(cleanup),
                }
            ),
        ];
    }

    private ImmutableArray<ActiveCleanup> List()
    {
        var all = view.ListCleanups();
        return ActiveCleanup.List(
            all,
            time.GetUtcNow(),
            name => pins.Find(all, name),
            cleanup => plans.Find(cleanup, () => cleanup.CollectPlans(view.ListNodes()))
        );
    }

    private bool IsOnHold(ActiveCleanup cleanup) =>
        cleanup.IsOnHold || losses.Find(cleanup.Order.Cleanup, cleanup.Order.RunId) is not null;
}
