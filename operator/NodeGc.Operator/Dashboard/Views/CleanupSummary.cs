using System.Collections.Immutable;
using NodeGc.Api.Cleanups;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>One cleanup in the list of cleanups.</summary>
public sealed record CleanupSummary
{
    public required string Name { get; init; }

    public required CleanupMode Mode { get; init; }

    public required bool IsSuspended { get; init; }

    /// <summary>The reason of the condition that matters most: Stalled, Reconciling or Ready.</summary>
    public required string State { get; init; }

    /// <summary>The message of that condition.</summary>
    public required string Message { get; init; }

    /// <summary>The reasons of conditions that someone should look at.</summary>
    public required ImmutableArray<string> Problems { get; init; }

    public CleanupRun? LastRun { get; init; }
}
