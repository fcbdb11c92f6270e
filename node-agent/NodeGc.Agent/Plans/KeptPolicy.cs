using NodeGc.Agent.Policies;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Plans;

/// <summary>A policy in the contract's own words.</summary>
internal sealed record KeptPolicy(CollectSpec Collect, ProtectSpec Protect, DisposalSpec Disposal, LimitsSpec Limits)
{
    /// <summary>The images that workloads refer to; null where that does not count.</summary>
    public ClusterImages? ClusterImages { get; init; }

    /// <summary>The mode of a policy of the command line; null for an order, which has its mode elsewhere.</summary>
    public CleanupMode? Mode { get; init; }

    /// <summary>Why the command line never carries it out, whoever reads the plan; null where it may.</summary>
    public string? RefusalReason { get; init; }

    /// <summary>How full the filesystem has to be; null = however full it is.</summary>
    public WhenSpec? When { get; init; }

    /// <summary>The policy of an order, with the pins of every cleanup that selects the node.</summary>
    public static KeptPolicy Of(CleanupOrder order) =>
        new(order.Collect, order.Protect.With(order.AlsoProtect), order.Disposal, order.Limits)
        {
            When = order.When,
            ClusterImages = ImagesOf(order),
        };

    /// <summary>The policy of a cleanup.</summary>
    public static KeptPolicy Of(NodeStorageCleanupSpec spec) =>
        new(spec.Collect, spec.Protect, spec.Disposal, spec.Limits) { When = spec.When, Mode = spec.Mode };

    private static ClusterImages? ImagesOf(CleanupOrder order) =>
        order is { Collect.Images: not null, Protect.ClusterImages: true }
            ? order.ClusterImages
                ?? ClusterImages.Unknown("the order does not say; an operator of this version says it")
            : null;

    /// <summary>True where both say the same, word for word.</summary>
    public bool IsSame(KeptPolicy other) => KeptPlanJson.Write(this).SequenceEqual(KeptPlanJson.Write(other));

    /// <summary>The same for the collector.</summary>
    public CleanupPolicy ToPolicy() =>
        PolicyOf.Parts(this) with
        {
            OnlyReported = ClassModes.HeldBack(Mode ?? CleanupMode.Enforce, Collect),
        };
}
