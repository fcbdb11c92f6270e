using System.Collections.Immutable;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>The nodes of the cluster.</summary>
public sealed record FleetView
{
    public required FleetQuery Query { get; init; }

    /// <summary>The nodes of this page.</summary>
    public required ImmutableArray<NodeSummary> Rows { get; init; }

    public required Paging Paging { get; init; }

    /// <summary>Figures of all nodes, whatever is searched for.</summary>
    public required FleetTotals Totals { get; init; }

    /// <summary>How many nodes use how much of their disk: one entry for each ten percent.</summary>
    public required ImmutableArray<int> Distribution { get; init; }
}
