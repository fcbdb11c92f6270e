using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Operator.Dashboard.Commands;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>One cleanup.</summary>
public sealed record CleanupView
{
    public required CleanupSummary Summary { get; init; }

    public required NodeStorageCleanupSpec Spec { get; init; }

    public required ImmutableArray<ConditionRow> Conditions { get; init; }

    /// <summary>Finished runs, the oldest first.</summary>
    public required ImmutableArray<FinishedRun> History { get; init; }

    public required ImmutableArray<ClassRule> Rules { get; init; }

    /// <summary>The nodes of the last run on this page, failed ones first, then by bytes.</summary>
    public required ImmutableArray<RunNode> Nodes { get; init; }

    public required Paging Paging { get; init; }

    /// <summary>As in <see cref="FleetQuery.Search"/>.</summary>
    public required string Search { get; init; }

    public required ImmutableArray<Command> Commands { get; init; }
}
