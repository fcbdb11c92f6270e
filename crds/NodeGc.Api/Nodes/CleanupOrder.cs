using System.Text.Json.Serialization;
using NodeGc.Api.Cleanups;

namespace NodeGc.Api.Nodes;

/// <summary>The order of a cleanup for one node. It is self-contained: the agent reads no other object.</summary>
public sealed record CleanupOrder
{
    /// <summary>Name of the NodeStorageCleanup.</summary>
    public required string Cleanup { get; init; }

    /// <summary>UID of the NodeStorageCleanup, to distinguish it from an earlier one with the same name.</summary>
    public required string Uid { get; init; }

    /// <summary>ID of the run. An order is carried out once per run.</summary>
    [JsonPropertyName("runID")]
    public required string RunId { get; init; }

    /// <summary>Generation of the cleanup that the order was created from.</summary>
    public required long Generation { get; init; }

    public required CleanupMode Mode { get; init; }

    /// <summary>How often the run was started on this node before; null or 0 the first time.</summary>
    public int? Attempt { get; init; }

    /// <summary>After this time the agent neither starts nor continues the run; null if there is no such
    /// time.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>In mode Approve, the digest of this node's approved plan; null while no plan is approved.</summary>
    public string? ApprovedPlan
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>The cleanup's <c>spec.approvedPlan</c> by which <see cref="ApprovedPlan"/> was approved. The approval
    /// is valid as long as it does not change.</summary>
    public string? ApprovedRunDigest
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>Thresholds that start and stop the cleanup; null cleans regardless of usage.</summary>
    public WhenSpec? When { get; init; }

    public required CollectSpec Collect { get; init; }

    public ProtectSpec Protect
    {
        get;
        init => field = value ?? ProtectSpec.Nothing;
    } = ProtectSpec.Nothing;

    /// <summary>The pins of the other cleanups that select the node; null if there are none.</summary>
    public OtherPins? AlsoProtect { get; init; }

    /// <summary>The images that workloads reference; null if the order does not collect images, or clusterImages is
    /// false.</summary>
    public ClusterImages? ClusterImages { get; init; }

    /// <summary>Thresholds of the node's kubelet; null if the order has no <see cref="When"/>, or the operator may not
    /// read them.</summary>
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

    /// <summary>SHA-256 over all other fields; see <see cref="OrderDigest"/>. An agent refuses an order without
    /// it.</summary>
    public string? Digest { get; init; }
}
