using System.Collections.Immutable;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Cleanups;

/// <summary>What to collect, on which nodes, and within which limits.</summary>
/// <remarks>
/// Ages and quantities remain strings as written, so that an invalid value stalls only its own cleanup and does not
/// break reading the others. Check <see cref="Rules.CleanupSpecRules"/> before parsing one.
/// </remarks>
public sealed record NodeStorageCleanupSpec
{
    /// <summary>Nodes this cleanup applies to; null or empty selects every Linux node.</summary>
    public LabelSelector? NodeSelector { get; init; }

    public CleanupMode Mode { get; init; }

    /// <summary>In mode Approve, the digest of the approved run; null while none is approved.</summary>
    public string? ApprovedPlan
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>If true, no new run starts.</summary>
    public bool Suspend { get; init; }

    /// <summary>When runs start, as a cron expression of five fields or a word such as <c>@daily</c>; null starts one
    /// run for each generation of the spec.</summary>
    public string? Schedule
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>The time zone of <see cref="Schedule"/> and <see cref="Days"/> (IANA); default Etc/UTC.</summary>
    public string TimeZone
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? "Etc/UTC" : value;
    } = "Etc/UTC";

    /// <summary>The weekdays on which runs may become due; empty allows all.</summary>
    public ImmutableArray<WeekDay> Days
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>How long after a due time nodes may still start; null until the next due time.</summary>
    public string? Window { get; init; }

    /// <summary>Changing it to another text that is not empty starts a run at once, whatever the schedule
    /// says.</summary>
    public string? RunOnce
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>If several cleanups have work on one node, the one with the highest priority goes first, -1000 to
    /// 1000.</summary>
    public int Priority { get; init; }

    /// <summary>How a run spreads over its nodes; null starts all at once.</summary>
    public RolloutSpec? Rollout { get; init; }

    /// <summary>Thresholds that start and stop the cleanup; null cleans regardless of usage.</summary>
    public WhenSpec? When { get; init; }

    public required CollectSpec Collect { get; init; }

    /// <summary>Pins.</summary>
    public ProtectSpec Protect
    {
        get;
        init => field = value ?? ProtectSpec.Nothing;
    } = ProtectSpec.Nothing;

    public DisposalSpec Disposal
    {
        get;
        init => field = value ?? DisposalSpec.Default;
    } = DisposalSpec.Default;

    public LimitsSpec Limits
    {
        get;
        init => field = value ?? LimitsSpec.Default;
    } = LimitsSpec.Default;
}
