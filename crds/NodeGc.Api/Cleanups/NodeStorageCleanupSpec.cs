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
