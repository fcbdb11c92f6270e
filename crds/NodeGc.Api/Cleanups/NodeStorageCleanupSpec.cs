using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Cleanups;

/// <summary>What to look for, where, and how much of it may be removed.</summary>
/// <remarks>
/// Ages and quantities stay the text their author wrote, so that one impossible value stalls its own cleanup and not
/// the reading of all of them. Ask <see cref="Rules.CleanupSpecRules"/> before parsing one.
/// </remarks>
public sealed record NodeStorageCleanupSpec
{
    /// <summary>Nodes this cleanup applies to; null or empty selects every Linux node.</summary>
    public LabelSelector? NodeSelector { get; init; }

    public CleanupMode Mode { get; init; }

    /// <summary>In mode Approve the run's digest that may be carried out; null while none may.</summary>
    public string? ApprovedPlan
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>While true no new run starts.</summary>
    public bool Suspend { get; init; }

    /// <summary>How full a node has to be; null = it is cleaned however full it is.</summary>
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
