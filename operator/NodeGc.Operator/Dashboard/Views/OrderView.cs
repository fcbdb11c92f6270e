using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>The order of one cleanup for a node, and what the agent reported about it.</summary>
public sealed record OrderView
{
    public required string Cleanup { get; init; }

    public required string RunId { get; init; }

    /// <summary>Null if the order was withdrawn.</summary>
    public CleanupMode? Mode { get; init; }

    /// <summary>Null until the agent has reported about this run.</summary>
    public OrderReport? Report { get; init; }

    public string Phase => Report?.Phase.ToString() ?? "Pending";

    public Totals Totals => Report?.Totals ?? Totals.Zero;

    public ImmutableArray<ItemReport> Items => Report?.Items ?? [];
}
