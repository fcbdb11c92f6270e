using System.Collections.Immutable;
using NodeGc.Api.Figures;

namespace NodeGc.Api.Nodes;

/// <summary>What became of one order. Bounded, whatever the size of the store.</summary>
public sealed record OrderReport
{
    /// <summary>Most entries of <see cref="Items"/> and of <see cref="Errors"/>.</summary>
    public const int MaxEntries = 20;

    /// <summary>Name of the NodeStorageCleanup.</summary>
    public required string Cleanup { get; init; }

    public required string RunId { get; init; }

    public required OrderPhase Phase { get; init; }

    /// <summary>What happened, at most 1024 characters.</summary>
    public string? Message { get; init; }

    /// <summary>Why the agent did not take up the order at all: it could not confirm that it is as the operator gave
    /// it. Null where it did. Once the order can be confirmed it is carried out after all.</summary>
    public string? RefusedBecause { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>SHA-256 over the canonical form of the plan, in mode Approve as it is stored; null until there is
    /// one.</summary>
    public string? PlanDigest { get; init; }

    /// <summary>In mode Approve until when the stored plan may be carried out.</summary>
    public DateTimeOffset? PlanExpiresAt { get; init; }

    /// <summary>Only where the order has a <c>when</c> and a threshold was reached: why it began and why it
    /// stopped.</summary>
    public PressureReport? Pressure { get; init; }

    /// <summary>The sum of <see cref="ByClass"/>.</summary>
    public Totals Totals => Totals.Sum(ByClass);

    public ImmutableArray<ClassTotals> ByClass
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>The largest items.</summary>
    public ImmutableArray<ItemReport> Items
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>The first pins that match nothing on this node. Empty too while that cannot be told.</summary>
    public ImmutableArray<UnmatchedPin> UnmatchedPins
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Found, but of a kind that is not collected.</summary>
    public ImmutableArray<LeftoverReport> Leftovers
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>The first things that went wrong.</summary>
    public ImmutableArray<ErrorReport> Errors
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];
}
