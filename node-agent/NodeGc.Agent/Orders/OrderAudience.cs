using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Orders;

/// <summary>Who is told of an order, and may stop it before anything is deleted.</summary>
/// <param name="Report">Told what is learned on the way.</param>
internal sealed record OrderAudience(Action<OrderReport> Report)
{
    /// <summary>Asked before each sweep, when its plan was reported: why it must not begin; null where it
    /// may.</summary>
    public Func<CancellationToken, Task<string?>> FindObstacleAsync { get; init; } =
        _ => Task.FromResult<string?>(null);
}
