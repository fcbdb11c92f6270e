using System.Collections.Immutable;
using NodeGc.Operator.Dashboard.Commands;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>The plan of one node for one cleanup, with reasons.</summary>
public sealed record PlanView
{
    public required string Node { get; init; }

    public required OrderView Order { get; init; }

    /// <summary>The largest items; the agent reports a few.</summary>
    public required ImmutableArray<ItemRow> Items { get; init; }

    /// <summary>Items in the plan, held or removed, of which <see cref="Items"/> are the largest.</summary>
    public required long ItemCount { get; init; }

    public required ImmutableArray<Evidence> Evidence { get; init; }

    public required ImmutableArray<Command> Commands { get; init; }

    /// <summary>In mode Approve, whether the plan of the node is approved.</summary>
    public bool IsApproved { get; init; }

    /// <summary>Why items and reasons are missing; null if they are not.</summary>
    public string? MissingDetails { get; init; }
}
