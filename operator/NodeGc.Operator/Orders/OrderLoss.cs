using NodeGc.Api.Schemas;

namespace NodeGc.Operator.Orders;

/// <summary>Why the orders of a run are not sent.</summary>
internal abstract record OrderLoss
{
    private OrderLoss() { }

    /// <summary>The server did not store a field of an order as it was sent.</summary>
    public sealed record Dropped(DefinitionGap Gap) : OrderLoss;

    /// <summary>The server rejected an order as a whole.</summary>
    /// <param name="Cause">The server's message.</param>
    public sealed record Rejected(string Cause) : OrderLoss;
}
