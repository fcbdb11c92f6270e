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

    /// <summary>Whether someone should look at it.</summary>
    public required bool NeedsAttention { get; init; }

    public CleanupRun? LastRun { get; init; }
}
