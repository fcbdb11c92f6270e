using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Orders;

/// <summary>Callbacks of an order that is being carried out.</summary>
/// <param name="Report">Called with each report.</param>
internal sealed record OrderCallbacks(Action<OrderReport> Report)
{
    /// <summary>Called before each sweep, after its plan was reported: why it must not start; null if it may.</summary>
    public Func<CancellationToken, Task<string?>> FindObstacleAsync { get; init; } =
        _ => Task.FromResult<string?>(null);
}
