using System.Collections.Immutable;
using NodeGc.Api.Figures;

namespace NodeGc.Api.Cleanups;

/// <summary>One run of a cleanup over its nodes.</summary>
public sealed record CleanupRun
{
    /// <summary>The same as in the orders of the run.</summary>
    public required string Id { get; init; }

    /// <summary>Generation of the spec that the run is based on.</summary>
    public required long Generation { get; init; }

    public required CleanupMode Mode { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    /// <summary>The due time that the run belongs to; null if no schedule started it.</summary>
    public DateTimeOffset? ScheduledTime { get; init; }

    /// <summary>The value of <c>spec.runOnce</c> that started it; null if something else did.</summary>
    public string? RunOnce { get; init; }

    /// <summary>Null while the run is in progress.</summary>
    public DateTimeOffset? CompletionTime { get; init; }

    /// <summary>In mode Approve, the value to set <c>spec.approvedPlan</c> to; null until every node with a live agent
    /// has a plan.</summary>
    public string? PlanDigest { get; init; }

    /// <summary>When the first of the nodes' plans expires.</summary>
    public DateTimeOffset? PlanExpirationTime { get; init; }

    public required NodeCounts Nodes { get; init; }

    /// <summary>Null without <c>spec.rollout</c>.</summary>
    public RolloutStatus? Rollout { get; init; }

    /// <summary>Estimated space that the plans of all nodes would free.</summary>
    public Tally Reclaimable
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Unused, but not removed yet.</summary>
    public Tally Held
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Quarantined and still restorable.</summary>
    public Tally Quarantined
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Permanently deleted, as measured on disk.</summary>
    public Tally Reclaimed
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    public ImmutableArray<ClassTotals> ByClass
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];
}
