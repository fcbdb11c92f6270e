using NodeGc.Api.Cleanups;

namespace NodeGc.Api.Nodes;

/// <summary>One cleanup's order to one node, complete in itself: the agent needs no other object to carry it
/// out.</summary>
public sealed record CleanupOrder
{
    /// <summary>Name of the NodeStorageCleanup.</summary>
    public required string Cleanup { get; init; }

    /// <summary>Its uid, which tells it from an older one of the same name.</summary>
    public required string Uid { get; init; }

    /// <summary>An order is carried out once for each run.</summary>
    public required string RunId { get; init; }

    /// <summary>Generation of the cleanup that the order was copied from.</summary>
    public required long Generation { get; init; }

    public required CleanupMode Mode { get; init; }

    /// <summary>In mode Approve the digest of this node's plan that may be carried out; null while none may.</summary>
    public string? ApprovedPlan
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>The cleanup's <c>spec.approvedPlan</c> that <see cref="ApprovedPlan"/> was given for: it stays as long
    /// as that one does.</summary>
    public string? Approval
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>How full the node has to be; null = it is cleaned however full it is.</summary>
    public WhenSpec? When { get; init; }

    public required CollectSpec Collect { get; init; }

    public ProtectSpec Protect
    {
        get;
        init => field = value ?? ProtectSpec.Nothing;
    } = ProtectSpec.Nothing;

    /// <summary>The pins of the other cleanups that select the node; null where there are none.</summary>
    public OtherPins? AlsoProtect { get; init; }

    /// <summary>The images that workloads refer to; null where the order does not collect images, or does not ask for
    /// them.</summary>
    public ClusterImages? ClusterImages { get; init; }

    /// <summary>From when on the node's kubelet acts; null where the order has no <see cref="When"/>, or nobody may
    /// ask.</summary>
    public KubeletThresholds? Kubelet { get; init; }

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

    /// <summary>
    /// Over everything else in the order: see <see cref="OrderDigest"/>. An agent refuses an order without it.
    /// </summary>
    public string? Digest { get; init; }
}
