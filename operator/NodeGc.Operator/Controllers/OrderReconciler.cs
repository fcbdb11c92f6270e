using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Controllers;

/// <summary>Makes the orders on one NodeStorage what the planner says.</summary>
/// <remarks>
/// Written by merge patch with the resource version that the decision was taken on, not by server-side apply. An order may make a node
/// delete things, so it must not be given by an operator whose picture is old or who no longer leads: both get a conflict and
/// look again. Apply has no such guard, and would bring back an object that was deleted meanwhile.
/// </remarks>
internal sealed partial class OrderReconciler(
    ClusterView view,
    ResourceClient<NodeStorage> storages,
    StorageCreator creator,
    WorkloadImages workloads,
    KubeletReader? kubelets,
    Func<Liveness> liveness,
    ILogger<OrderReconciler> logger)
{
    public async Task<ReconcileResult> ReconcileAsync(string name, CancellationToken cancellationToken)
    {
        var node = view.GetNode(name);
        await creator.CreateMissingAsync(node, cancellationToken);
        if (node.Storage is not { Metadata.DeletionTimestamp: null } storage) return ReconcileResult.Done;
        var orders = RolloutPlanner.Plan(await ListMandatesAsync(node, cancellationToken), node, liveness());
        if (orders.SequenceEqual(node.Orders)) return ReconcileResult.Done;
        try
        {
            await storages.MergePatchAsync(ObjectKey.Of(storage), Patch(storage, orders), cancellationToken);
            LogOrdered(name, orders.Length, node.Orders.Length);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.NotFound)
        {
            // It went with its node, and the orders with it.
        }
        return ReconcileResult.Done;
    }

    private async Task<IReadOnlyList<Mandate>> ListMandatesAsync(ClusterNode node, CancellationToken cancellationToken)
    {
        var mandates = view.ListMandates();
        var images = mandates.Any(mandate => mandate.AsksForImagesOf(node)) ? await workloads.ReadAsync(cancellationToken) : null;
        var kubelet = kubelets is not null && mandates.Any(mandate => mandate.AsksForKubeletOf(node)) ? await kubelets.ReadAsync(node.Name, cancellationToken) : null;
        return images is null && kubelet is null ? mandates : [.. mandates.Select(mandate => mandate with { Images = images, Kubelet = kubelet })];
    }

    private static JsonObject Patch(NodeStorage storage, ImmutableArray<CleanupOrder> orders) => new()
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = storage.Metadata.ResourceVersion },
        ["spec"] = JsonSerializer.SerializeToNode(new NodeStorageSpec { Orders = orders }, ApiJsonContext.Default.NodeStorageSpec),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} was given {Count} orders; it had {Before}")]
    private partial void LogOrdered(string node, int count, int before);
}
