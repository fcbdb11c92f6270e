using NodeGc.Agent.Policies;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.StoredPlans;

/// <summary>A policy in the form of the API.</summary>
internal sealed record PolicySpec(CollectSpec Collect, ProtectSpec Protect, DisposalSpec Disposal, LimitsSpec Limits)
{
    /// <summary>The images used by workloads; null if they are not considered.</summary>
    public ClusterImages? ClusterImages { get; init; }

    /// <summary>The mode of a command-line policy; null for an order, which has its own mode.</summary>
    public CleanupMode? Mode { get; init; }

    /// <summary>Why the command line never applies it; null if it may.</summary>
    public string? RefusalReason { get; init; }

    /// <summary>The usage thresholds; null = always.</summary>
    public WhenSpec? When { get; init; }

    /// <summary>The policy of an order, with the pins of every cleanup that selects the node.</summary>
    public static PolicySpec From(CleanupOrder order) =>
        new(order.Collect, order.Protect.With(order.AlsoProtect), order.Disposal, order.Limits)
        {
            When = order.When,
            ClusterImages = ImagesOf(order),
        };

    /// <summary>The policy of a cleanup.</summary>
    public static PolicySpec From(NodeStorageCleanupSpec spec) =>
        new(spec.Collect, spec.Protect, spec.Disposal, spec.Limits) { When = spec.When, Mode = spec.Mode };

    private static ClusterImages? ImagesOf(CleanupOrder order) =>
        order is { Collect.Images: not null, Protect.ClusterImages: true }
            ? order.ClusterImages
                ?? ClusterImages.Unknown("the order does not list them; upgrade the operator to this version")
            : null;

    /// <summary>Whether both are equal in their JSON form.</summary>
    public bool IsSame(PolicySpec other) => StoredPlanJson.Write(this).SequenceEqual(StoredPlanJson.Write(other));

    /// <summary>Converts it for the collector.</summary>
    public CleanupPolicy ToPolicy() =>
        PolicyConverter.Parts(this) with
        {
            OnlyReported = ClassModes.HeldBack(Mode ?? CleanupMode.Enforce, Collect),
        };
}
