using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Restores;

/// <summary>Status of a restore, summarized from the reports of the nodes. Bounded, regardless of the size of the
/// cluster.</summary>
public sealed record NodeStorageRestoreStatus
{
    /// <summary>Maximum number of entries in <see cref="Nodes"/>.</summary>
    public const int MaxNodes = 50;

    public long? ObservedGeneration { get; init; }

    /// <summary><see cref="CleanupConditions.Ready"/>, <see cref="CleanupConditions.Reconciling"/> and
    /// <see cref="CleanupConditions.Stalled"/>.</summary>
    public ImmutableArray<Condition> Conditions
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>When the nodes were asked; null as long as the restore waits.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>After this, agents no longer begin; null as long as the restore waits.</summary>
    public DateTimeOffset? ExpirationTime { get; init; }

    /// <summary>When it ended, whatever the outcome. From then on the status no longer changes.</summary>
    public DateTimeOffset? CompletionTime { get; init; }

    /// <summary>Number of nodes by phase.</summary>
    public NodeCounts? NodeCounts { get; init; }

    /// <summary>What all nodes have restored.</summary>
    public Tally Restored
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>What could not be restored.</summary>
    public Tally Failed
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Failed nodes first, then those that are not done, then by bytes.</summary>
    public ImmutableArray<NodeRestoration> Nodes
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>How many more nodes there are than <see cref="Nodes"/> lists.</summary>
    public int NodesOmitted { get; init; }
}
