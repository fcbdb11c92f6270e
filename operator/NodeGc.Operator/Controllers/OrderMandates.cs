using NodeGc.Kubernetes.Client;
using NodeGc.Operator.Definitions;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Controllers;

/// <summary>The mandates for one node, with all that is asked of the cluster before an order is given.</summary>
internal sealed class OrderMandates(
    ClusterView view,
    DefinitionReader definitions,
    OrderLosses losses,
    WorkloadImages workloads,
    KubeletReader? kubelets
)
{
    /// <exception cref="KubernetesException">What has to be known cannot be read now.</exception>
    public async Task<IReadOnlyList<Mandate>> ListAsync(ClusterNode node, CancellationToken cancellationToken)
    {
        var mandates = view.ListMandates();
        if (mandates.Count == 0)
            return mandates;
        var isHeld = !(await definitions.ReadAsync(cancellationToken)).IsComplete;
        var asks = isHeld ? [] : mandates;
        var images = asks.Any(mandate => mandate.AsksForImagesOf(node))
            ? await workloads.ReadAsync(cancellationToken)
            : null;
        var kubelet =
            kubelets is not null && asks.Any(mandate => mandate.AsksForKubeletOf(node))
                ? await kubelets.ReadAsync(node.Name, cancellationToken)
                : null;
        return
        [
            .. mandates.Select(mandate =>
                mandate with
                {
                    IsHeld =
                        mandate.IsHeld || isHeld || losses.Find(mandate.Order.Cleanup, mandate.Order.RunId) is not null,
                    Images = images,
                    Kubelet = kubelet,
                }
            ),
        ];
    }
}
