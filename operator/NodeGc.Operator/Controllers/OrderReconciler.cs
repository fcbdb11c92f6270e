using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Definitions;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Controllers;

/// <summary>Makes the orders on one NodeStorage what the planner says.</summary>
/// <remarks>
/// Written by JSON patch with a test of the uid and the generation that the decision was taken on. An order may make a
/// node delete
/// things, so it must not be given by an operator whose picture is old or who no longer leads: both fail the test and
/// decide again.
/// The generation counts the changes of <c>spec</c> alone, so a node that reports cannot hold up its own orders, as the
/// resource version
/// would let it. Apply has no such guard, and would bring back an object that was deleted meanwhile.
/// </remarks>
internal sealed partial class OrderReconciler(
    ClusterView view,
    ResourceClient<NodeStorage> storages,
    StorageCreator creator,
    OrderMandates mandates,
    OrderLosses losses,
    Func<Liveness> liveness,
    ILogger<OrderReconciler> logger
)
{
    /// <summary>The change that overtook this decision is on its way to the view, and brings the node here again by
    /// itself.</summary>
    private static readonly TimeSpan WaitForNews = TimeSpan.FromSeconds(1);

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
        var orders = RolloutPlanner.Plan(await mandates.ListAsync(node, cancellationToken), node, liveness());
        if (orders.SequenceEqual(node.Orders))
            return ReconcileResult.Done;
        try
        {
            var stored = await storages.JsonPatchAsync(
                ObjectKey.Of(storage),
                OrderPatch.For(storage, orders),
                cancellationToken
            );
            LogOrdered(node.Name, orders.Length, node.Orders.Length);
            return await CheckAsync(node with { Storage = stored }, orders, cancellationToken);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.Invalid)
        {
            // A test that fails and a value that the schema refuses are one status code: only the object tells which it
            // was.
            if (!await HasChangedAsync(storage, cancellationToken))
                return await WithholdAsync(node, orders, failure, cancellationToken);
            LogOvertaken(node.Name);
            return ReconcileResult.After(WaitForNews);
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
        ClusterNode stored,
        ImmutableArray<CleanupOrder> sent,
        CancellationToken cancellationToken
    )
    {
        var hasLosses = false;
        foreach (var order in sent)
        {
            var kept = stored.Orders.FirstOrDefault(one => one.Cleanup == order.Cleanup);
            if (losses.Note(order, kept) is not { } loss)
                continue;
            LogLost(stored.Name, order.Cleanup, loss.ToString());
            hasLosses = true;
        }
        return hasLosses ? ReconcileAsync(stored, cancellationToken) : Task.FromResult(ReconcileResult.Done);
    }

    /// <summary>Any of what is new may be what the server refuses, so none of it is sent again.</summary>
    private Task<ReconcileResult> WithholdAsync(
        ClusterNode node,
        ImmutableArray<CleanupOrder> sent,
        KubernetesException refusal,
        CancellationToken cancellationToken
    )
    {
        var added = sent.Except(node.Orders).ToArray();
        if (added.Length == 0)
            throw refusal;
        foreach (var order in added)
        {
            losses.NoteRefused(order, refusal.Message);
            LogRefused(node.Name, order.Cleanup, refusal.Message);
        }
        return ReconcileAsync(node, cancellationToken);
    }

    private async Task<bool> HasChangedAsync(NodeStorage decidedOn, CancellationToken cancellationToken)
    {
        // By a list, which the operator may do anyway.
        var only = new ListOptions { FieldSelector = $"metadata.name={decidedOn.Metadata.Name}" };
        var now = (await storages.ListAsync(only, cancellationToken)).Items.FirstOrDefault();
        return now?.Metadata.Uid != decidedOn.Metadata.Uid || now?.Metadata.Generation != decidedOn.Metadata.Generation;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} was given {Count} orders; it had {Before}")]
    private partial void LogOrdered(string node, int count, int before);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The order of {Cleanup} on node {Node} is withdrawn: {Loss}")]
    private partial void LogLost(string node, string cleanup, string loss);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The server refused the order of {Cleanup} for node {Node}, so it is withheld: {Refusal}"
    )]
    private partial void LogRefused(string node, string cleanup, string refusal);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The orders of node {Node} were changed by somebody else; they are decided again"
    )]
    private partial void LogOvertaken(string node);
}
