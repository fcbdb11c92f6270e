using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Definitions;
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
    OrderMandates mandates,
    OrderLosses losses,
    Func<Liveness> liveness,
    ILogger<OrderReconciler> logger)
{
    public async Task<ReconcileResult> ReconcileAsync(string name, CancellationToken cancellationToken)
    {
        var node = view.GetNode(name);
        await creator.CreateMissingAsync(node, cancellationToken);
        return await ReconcileAsync(node, cancellationToken);
    }

    private async Task<ReconcileResult> ReconcileAsync(ClusterNode node, CancellationToken cancellationToken)
    {
        if (node.Storage is not { Metadata.DeletionTimestamp: null } storage) return ReconcileResult.Done;
        var orders = RolloutPlanner.Plan(await mandates.ListAsync(node, cancellationToken), node, liveness());
        if (orders.SequenceEqual(node.Orders)) return ReconcileResult.Done;
        try
        {
            var stored = await storages.MergePatchAsync(
                ObjectKey.Of(storage), Patch(storage, orders), cancellationToken);
            LogOrdered(node.Name, orders.Length, node.Orders.Length);
            return await CheckAsync(node with { Storage = stored }, orders, cancellationToken);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.NotFound)
        {
            // It went with its node, and the orders with it.
        }
        return ReconcileResult.Done;
    }

    /// <summary>
    /// An order of which something was lost is withdrawn at once: agents of older releases would not notice.
    /// </summary>
    private Task<ReconcileResult> CheckAsync(
        ClusterNode stored, ImmutableArray<CleanupOrder> sent, CancellationToken cancellationToken)
    {
        var hasLosses = false;
        foreach (var order in sent)
        {
            var kept = stored.Orders.FirstOrDefault(one => one.Cleanup == order.Cleanup);
            if (losses.Note(order, kept) is not { } loss) continue;
            LogLost(stored.Name, order.Cleanup, loss.ToString());
            hasLosses = true;
        }
        return hasLosses ? ReconcileAsync(stored, cancellationToken) : Task.FromResult(ReconcileResult.Done);
    }

    private static JsonObject Patch(NodeStorage storage, ImmutableArray<CleanupOrder> orders) => new()
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = storage.Metadata.ResourceVersion },
        ["spec"] = JsonSerializer.SerializeToNode(new NodeStorageSpec { Orders = orders }, ApiJsonContext.Default.NodeStorageSpec),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} was given {Count} orders; it had {Before}")]
    private partial void LogOrdered(string node, int count, int before);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The order of {Cleanup} on node {Node} is withdrawn: {Loss}")]
    private partial void LogLost(string node, string cleanup, string loss);
}
