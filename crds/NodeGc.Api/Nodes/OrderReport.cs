using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodeGc.Api.Figures;

namespace NodeGc.Api.Nodes;

/// <summary>Progress and result of one order. Bounded, regardless of the size of the store.</summary>
public sealed record OrderReport
{
    /// <summary>Maximum number of entries in <see cref="Items"/>, <see cref="Errors"/> and <see cref="UnmatchedPins"/>.
    /// The agent writes fewer, so that the object stays small.</summary>
    public const int MaxEntries = 20;

    /// <summary>Name of the NodeStorageCleanup.</summary>
    public required string Cleanup { get; init; }

    [JsonPropertyName("runID")]
    public required string RunId { get; init; }

    /// <summary>The attempt of the order that this is about; null or 0 for the first.</summary>
    public int? Attempt { get; init; }

    public required OrderPhase Phase { get; init; }

    /// <summary>Human-readable details, up to 1024 characters.</summary>
    public string? Message { get; init; }

    /// <summary>Why the agent refused the order: it could not verify that the order is as the operator wrote it. Null
    /// if it did not. The agent carries out the order once it can verify it.</summary>
    public string? RefusalReason { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? CompletionTime { get; init; }

    /// <summary>SHA-256 over the canonical form of the plan, in mode Approve as it is stored; null until there is a
    /// plan.</summary>
    public string? PlanDigest { get; init; }

    /// <summary>In mode Approve, when the stored plan expires.</summary>
    public DateTimeOffset? PlanExpirationTime { get; init; }

    /// <summary>Why the cleanup started and stopped. Set only if the order has a <c>when</c> and a threshold was
    /// reached.</summary>
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

    /// <summary>The first pins that match nothing on this node. Also empty if that cannot be determined.</summary>
    public ImmutableArray<UnmatchedPin> UnmatchedPins
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Leftovers of kinds that are not collected.</summary>
    public ImmutableArray<LeftoverReport> Leftovers
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>The first errors.</summary>
    public ImmutableArray<ErrorReport> Errors
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>How many entries of the lists above are left out; null if none is.</summary>
    public OmittedEntries? Omitted { get; init; }
}
