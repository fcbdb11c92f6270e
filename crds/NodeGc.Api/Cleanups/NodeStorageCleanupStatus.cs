using System.Collections.Immutable;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Cleanups;

/// <summary>What the operator made of a cleanup, folded from the nodes' reports. Bounded, whatever the size of the
/// cluster.</summary>
public sealed record NodeStorageCleanupStatus
{
    /// <summary>Most entries of <see cref="History"/>.</summary>
    public const int MaxHistory = 10;

    /// <summary>Most entries of <see cref="Nodes"/>.</summary>
    public const int MaxNodes = 50;

    public long? ObservedGeneration { get; init; }

    /// <summary>See <see cref="CleanupConditions"/>.</summary>
    public ImmutableArray<Condition> Conditions
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>The newest run, finished or not.</summary>
    public CleanupRun? LastRun { get; init; }

    /// <summary>Finished runs, newest first.</summary>
    public ImmutableArray<FinishedRun> History
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>The nodes that most need a look: failed ones first, then by bytes.</summary>
    public ImmutableArray<NodeOutcome> Nodes
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];
}
