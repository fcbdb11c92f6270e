using NodeGc.Agent.StoredPlans;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Api.Rules;
using NodeGc.Collector;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Pressure;

namespace NodeGc.Agent.Policies;

/// <summary>Converts policies of the API to policies of the collector.</summary>
internal static class PolicyConverter
{
    /// <summary>The policy of an order, validated again: it may not have been written by the operator.</summary>
    /// <exception cref="AgentException">Fields contradict each other; the message names them.</exception>
    public static CleanupPolicy Order(CleanupOrder order)
    {
        var problems = CleanupSpecRules.Check(order);
        return problems.IsEmpty
            ? Parts(PolicySpec.From(order)) with
            {
                OnlyReported = ClassModes.HeldBack(order.Mode, order.Collect),
            }
            : throw new AgentException($"Invalid order: {string.Join("; ", problems)}");
    }

    internal static CleanupPolicy Parts(PolicySpec policy)
    {
        var parts = Parts(policy.Collect, policy.Protect, policy.Disposal, policy.Limits) with
        {
            When = When(policy.When),
        };
        return policy.ClusterImages is { } images
            ? parts with
            {
                Protect = WithWorkloads(parts.Protect, images),
            }
            : parts;
    }

    private static Protection WithWorkloads(Protection protect, ClusterImages images)
    {
        var set = WorkloadImageSet.From(images);
        return protect with
        {
            IsUsedByWorkload = set.Contains,
            ImagesUnknownReason = images.UnknownReason ?? set.Problem,
        };
    }

    private static CleanupPolicy Parts(
        CollectSpec collect,
        ProtectSpec protect,
        DisposalSpec disposal,
        LimitsSpec limits
    ) =>
        new()
        {
            Layers = Class(collect.Layers),
            Volumes = Class(collect.Volumes),
            VolumeScope = Scope(collect.Volumes?.Scope ?? VolumesScope.Anonymous),
            Stores = Class(collect.Stores),
            StoreNames = collect.Stores?.Names ?? [],
            Containers = Class(collect.Containers),
            Images = Class(collect.Images),
            ImageScope = collect.Images?.Scope == ImagesScope.Unused ? ImageScope.Unused : ImageScope.Dangling,
            KeepLast = collect.Images?.KeepLast ?? 0,
            IncludedImages = collect.Images?.Include ?? [],
            ExcludedImages = collect.Images?.Exclude ?? [],
            BuildCache = Class(collect.BuildCache),
            KeptBuildCache = new Bytes(collect.BuildCache is { } kept ? Quantity.Parse(kept.KeepBytes) : 0),
            Mounts = Class(collect.Mounts),
            Debris = Class(collect.Debris),
            Protect = new Protection
            {
                Images = protect.Images,
                Volumes = protect.Volumes,
                Containers = protect.Containers,
                Labels = protect.Labels,
            },
            Quarantine = GoDuration.Parse(disposal.Quarantine),
            Limits = new Limits(
                new Bytes(Quantity.Parse(limits.MaxBytes)),
                limits.MaxItems,
                limits.MaxPercentOfStore,
                GoDuration.Parse(limits.Timeout),
                limits.DeletesPerSecond
            )
            {
                MaxIOPressurePercent = limits.MaxIOPressurePercent,
            },
        };

    private static ClassPolicy? Class(ClassSpec? spec) =>
        spec is null
            ? null
            : new ClassPolicy(
                GoDuration.Parse(spec.MinAge),
                spec.Confirmations,
                GoDuration.Parse(spec.ConfirmationInterval)
            );

    private static Thresholds? When(WhenSpec? when) =>
        when is null
            ? null
            : new(Threshold(when.DiskUsagePercent), Threshold(when.InodeUsagePercent)) { Free = Free(when.DiskFree) };

    private static FreeThreshold? Free(DiskFreeSpec? free) =>
        free is null ? null : new(new Bytes(Quantity.Parse(free.Low)), new Bytes(Quantity.Parse(free.High)));

    private static Threshold? Threshold(ThresholdSpec? threshold) =>
        threshold is null ? null : new Threshold(threshold.High, threshold.Low);

    private static VolumeScope Scope(VolumesScope scope) =>
        scope switch
        {
            VolumesScope.Orphaned => VolumeScope.Orphaned,
            VolumesScope.Anonymous => VolumeScope.Anonymous,
            VolumesScope.Unused => VolumeScope.Unused,
            _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "not a scope"),
        };
}
