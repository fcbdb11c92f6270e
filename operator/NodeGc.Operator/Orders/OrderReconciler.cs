using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Orders;

/// <summary>Writes the planned orders into one NodeStorage.</summary>
/// <remarks>
/// Written by JSON patch with a test of the uid and the generation that the decision was based on. An order may make a
/// node delete things, so it must not come from an operator whose cache is old or who no longer leads: in both cases
/// the test fails and the decision is made again. The generation counts changes of <c>spec</c> only, so a node that
/// reports cannot hold up its own orders, as it could with the resource version. Apply has no such guard, and would
/// recreate an object that was deleted meanwhile.
/// </remarks>
internal sealed partial class OrderReconciler(
    ClusterView view,
    ResourceClient<NodeStorage> storages,
    StorageCreator creator,
    ActiveCleanupReader cleanups,
    OrderLosses losses,
    Func<Liveness> liveness,
    ILogger<OrderReconciler> logger
)
{
    /// <summary>The conflicting change is on its way to the cache, and will enqueue the node again by itself.</summary>
    private static readonly TimeSpan ConflictDelay = TimeSpan.FromSeconds(1);

    private readonly OrderPlanner planner = new();

    public async Task<ReconcileResult> ReconcileAsync(string name, CancellationToken cancellationToken)
    {
        var node = view.GetNode(name);
        await creator.CreateMissingAsync(node, cancellationToken);
        if (await creator.AdoptAsync(node, cancellationToken))
            return ReconcileResult.Done;
        return await ReconcileAsync(node, cancellationToken);
    }

    private async Task<ReconcileResult> ReconcileAsync(ClusterNode node, CancellationToken cancellationToken)
    {
        if (node.Storage is not { Metadata.DeletionTimestamp: null } storage)
            return ReconcileResult.Done;
        var orders = planner.Plan(await cleanups.ReadAsync(node, cancellationToken), node, liveness());
        if (orders.SequenceEqual(node.Orders))
            return ReconcileResult.Done;
        try
        {
            var stored = await storages.JsonPatchAsync(
                ObjectKey.From(storage),
                OrderPatch.Create(storage, orders),
                cancellationToken
            );
            LogOrdered(node.Name, orders.Length, node.Orders.Length);
            return await CheckAsync(node with { Storage = stored }, orders, cancellationToken);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.Invalid)
        {
            // A failed test and a value that the schema rejects have the same status code: only the object shows which
            // it was.
            if (!await HasChangedAsync(storage, cancellationToken))
                return await WithholdAsync(node, orders, failure, cancellationToken);
            LogOvertaken(node.Name);
            return ReconcileResult.After(ConflictDelay);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.NotFound)
        {
            // Deleted with its node, and the orders with it.
        }
        return ReconcileResult.Done;
    }

    /// <summary>
    /// An order that was not stored completely is withdrawn at once: agents of older releases would not notice.
    /// </summary>
    private Task<ReconcileResult> CheckAsync(
        ClusterNode stored,
        ImmutableArray<CleanupOrder> sent,
        CancellationToken cancellationToken
    )
    {
        var hasLosses = false;
        foreach (var order in sent)
        {
            var received = stored.Orders.FirstOrDefault(candidate => candidate.Cleanup == order.Cleanup);
            if (losses.Check(order, received) is not { } loss)
                continue;
            LogLost(stored.Name, order.Cleanup, loss.ToString());
            hasLosses = true;
        }
        return hasLosses ? ReconcileAsync(stored, cancellationToken) : Task.FromResult(ReconcileResult.Done);
    }

    /// <summary>Any of the new orders may be the one that the server rejects, so none of them is sent again.</summary>
    private Task<ReconcileResult> WithholdAsync(
        ClusterNode node,
        ImmutableArray<CleanupOrder> sent,
        KubernetesException rejection,
        CancellationToken cancellationToken
    )
    {
        var added = sent.Except(node.Orders).ToArray();
        if (added.Length == 0)
            throw rejection;
        foreach (var order in added)
        {
            losses.AddRejected(order, rejection.Message);
            LogRejected(node.Name, order.Cleanup, rejection.Message);
        }
        return ReconcileAsync(node, cancellationToken);
    }

    private async Task<bool> HasChangedAsync(NodeStorage decidedOn, CancellationToken cancellationToken)
    {
        // With a list, which the operator is allowed to do anyway.
        var only = new ListOptions { FieldSelector = $"metadata.name={decidedOn.Metadata.Name}" };
        var now = (await storages.ListAsync(only, cancellationToken)).Items.FirstOrDefault();
        return now?.Metadata.Uid != decidedOn.Metadata.Uid || now?.Metadata.Generation != decidedOn.Metadata.Generation;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Issued orders to node {Node}: {Count}, before: {Before}")]
    private partial void LogOrdered(string node, int count, int before);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Withdrew the order of {Cleanup} from node {Node}: {Loss}")]
    private partial void LogLost(string node, string cleanup, string loss);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The API server rejected the order of {Cleanup} for node {Node}; it is not sent again: {Rejection}"
    )]
    private partial void LogRejected(string node, string cleanup, string rejection);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The orders of node {Node} changed meanwhile; planning them again"
    )]
    private partial void LogOvertaken(string node);
}
