using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Api.Rules;
using NodeGc.Collector;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Policies;

/// <summary>Turns the contract's texts into the collector's values.</summary>
internal static class PolicyOf
{
    /// <summary>The policy of a cleanup.</summary>
    /// <exception cref="PolicyException">Fields contradict each other.</exception>
    public static CleanupPolicy Spec(NodeStorageCleanupSpec spec)
    {
        var faults = CleanupSpecRules.Check(spec);
        return faults.IsEmpty
            ? Parts(spec.Collect, spec.Protect, spec.Disposal, spec.Limits)
            : throw new PolicyException(string.Join("; ", faults.Select(fault => $"{fault.Field}: {fault.Message}")));
    }

    /// <summary>The policy of an order, checked once more: whoever wrote it may not have been the operator.</summary>
    /// <exception cref="PolicyException">Fields contradict each other.</exception>
    public static CleanupPolicy Order(CleanupOrder order) => Spec(new NodeStorageCleanupSpec
    {
        Mode = order.Mode,
        Collect = order.Collect,
        Protect = order.Protect,
        Disposal = order.Disposal,
        Limits = order.Limits,
    });

    internal static CleanupPolicy Parts(CollectSpec collect, ProtectSpec protect, DisposalSpec disposal, LimitsSpec limits) => new()
    {
        Layers = collect.Layers is { } layers ? Class(layers.MinAge, layers.Confirmations, layers.ConfirmationInterval) : null,
        Volumes = collect.Volumes is { } volumes ? Class(volumes.MinAge, volumes.Confirmations, volumes.ConfirmationInterval) : null,
        VolumeScope = Scope(collect.Volumes?.Scope ?? VolumesScope.Anonymous),
        Protect = new Protection { Images = protect.Images, Volumes = protect.Volumes, Labels = protect.Labels },
        Quarantine = GoDuration.Parse(disposal.Quarantine),
        Limits = new Limits(
            new Bytes(Quantity.Parse(limits.MaxBytes)), limits.MaxItems, limits.MaxPercentOfStore, GoDuration.Parse(limits.Timeout), limits.DeletesPerSecond),
    };

    private static ClassPolicy Class(string minAge, int confirmations, string interval) =>
        new(GoDuration.Parse(minAge), confirmations, GoDuration.Parse(interval));

    private static VolumeScope Scope(VolumesScope scope) => scope switch
    {
        VolumesScope.Orphaned => VolumeScope.Orphaned,
        VolumesScope.Anonymous => VolumeScope.Anonymous,
        VolumesScope.Unused => VolumeScope.Unused,
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "not a scope"),
    };
}
