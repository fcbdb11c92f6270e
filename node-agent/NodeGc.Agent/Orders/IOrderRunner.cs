using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Orders;

/// <summary>Carries out orders on the stores of a node. A simulated node has a store in memory.</summary>
internal interface IOrderRunner
{
    /// <summary>Carries out <paramref name="order"/>; reports go to <paramref name="callbacks"/>.</summary>
    /// <exception cref="OperationCanceledException">The order was withdrawn or the agent is stopping; the last report
    /// stays.</exception>
    Task RunAsync(CleanupOrder order, OrderCallbacks callbacks, CancellationToken cancellationToken);
}
