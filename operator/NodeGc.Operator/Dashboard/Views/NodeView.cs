using System.Collections.Immutable;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Dashboard.Commands;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>One node.</summary>
public sealed record NodeView
{
    public required NodeSummary Summary { get; init; }

    public AgentInfo? Agent { get; init; }

    public StorageInfo? Storage { get; init; }

    /// <summary>The filesystem of the data roots as a whole; empty until it was reported.</summary>
    public required ImmutableArray<DiskPart> Filesystem { get; init; }

    public required ImmutableArray<DataRootView> DataRoots { get; init; }

    public required ImmutableArray<ClassRow> Classes { get; init; }

    public required ImmutableArray<OrderView> Orders { get; init; }

    public required ImmutableArray<QuarantineRow> Quarantine { get; init; }

    public required ImmutableArray<ConditionRow> Conditions { get; init; }

    public required ImmutableArray<Command> Commands { get; init; }

    /// <summary>Why items and reasons are missing; null if they are not.</summary>
    public string? MissingDetails { get; init; }
}
