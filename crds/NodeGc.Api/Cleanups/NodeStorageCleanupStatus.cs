using System.Collections.Immutable;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Cleanups;

/// <summary>Status of a cleanup, summarized from the reports of the nodes. Bounded, regardless of the size of the
/// cluster.</summary>
public sealed record NodeStorageCleanupStatus
{
    /// <summary>Maximum number of entries in <see cref="History"/>.</summary>
    public const int MaxHistory = 10;

    /// <summary>Maximum number of entries in <see cref="Nodes"/>.</summary>
    public const int MaxNodes = 50;

    /// <summary>Maximum number of entries in <see cref="PendingNotifications"/>.</summary>
    public const int MaxPendingNotifications = 20;

    public long? ObservedGeneration { get; init; }

    /// <summary>See <see cref="CleanupConditions"/>.</summary>
    public ImmutableArray<Condition> Conditions
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Null without a schedule.</summary>
    public ScheduleStatus? Schedule { get; init; }

    /// <summary>The last value of <c>spec.runOnce</c> for which a run has started.</summary>
    public string? LastHandledRunOnce { get; init; }

    /// <summary>The most recent run, finished or not.</summary>
    public CleanupRun? LastRun { get; init; }

    /// <summary>Finished runs, most recent first.</summary>
    public ImmutableArray<FinishedRun> History
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>The nodes that need attention most: failed nodes first, then by bytes.</summary>
    public ImmutableArray<NodeOutcome> Nodes
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>How many more nodes the run has than <see cref="Nodes"/> lists.</summary>
    public int NodesOmitted { get; init; }

    /// <summary>Notifications that are not delivered yet, oldest first. Always empty if none are configured.</summary>
    public ImmutableArray<PendingNotification> PendingNotifications
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];
}
