using System.Collections.Immutable;
using NodeGc.Api.Figures;

namespace NodeGc.Api.Cleanups;

/// <summary>One run of a cleanup over its nodes.</summary>
public sealed record CleanupRun
{
    /// <summary>The same in the orders that belong to the run.</summary>
    public required string Id { get; init; }

    /// <summary>Generation of the spec that the run carries out.</summary>
    public required long Generation { get; init; }

    public required CleanupMode Mode { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while the run goes on.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>In mode Approve what <c>spec.approvedPlan</c> has to say; null until every node with a live agent has
    /// planned.</summary>
    public string? PlanDigest { get; init; }

    /// <summary>Until when the first of the nodes' plans may be carried out.</summary>
    public DateTimeOffset? PlanExpiresAt { get; init; }

    public required NodeCounts Nodes { get; init; }

    /// <summary>Estimate of what the plans of all nodes would free.</summary>
    public Tally Reclaimable
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Unneeded, but kept for now.</summary>
    public Tally Held
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Moved aside and still restorable.</summary>
    public Tally Quarantined
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Deleted for good, as measured on disk.</summary>
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
