using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>What the reasons of a node's plan rest on, as far as the objects of the API show it. Pure.</summary>
internal static class EvidenceReading
{
    private static readonly string[] AboutMetadata =
    [
        NodeConditions.UnknownLayout,
        NodeConditions.MetadataDamaged,
        NodeConditions.UnsupportedDriver,
        NodeConditions.ContainerdImageStore,
        NodeConditions.StoreUnsettled,
    ];

    public static ImmutableArray<Evidence> Read(NodeStorageStatus? status, CleanupOrder? order) =>
        status is null
            ? []
            : [ReadMetadata(status), ReadEngine(status), ReadKernel(status), .. order is null ? [] : ReadOrder(order)];

    /// <summary>How often and for how long an item of a class has to be found unused.</summary>
    public static string? DescribeRule(CleanupOrder? order, CollectedClass one) =>
        order?.Collect.Find(one) is { } rule
            ? $"{rule.Confirmations} scans, at least {rule.ConfirmationInterval} apart; minimum age {rule.MinAge}"
            : null;

    private static Evidence ReadMetadata(NodeStorageStatus status) =>
        Judge(
            "Metadata of the store",
            status,
            AboutMetadata,
            "The metadata of the data root was read and understood completely."
        );

    private static Evidence ReadKernel(NodeStorageStatus status) =>
        Judge(
            "Kernel",
            status,
            [NodeConditions.KernelEvidenceMissing],
            "The mounts and open files of all processes are visible."
        );

    private static Evidence ReadEngine(NodeStorageStatus status)
    {
        var versions = status
            .DataRoots.Select(root => root.EngineVersion)
            .Append(status.Storage?.EngineVersion)
            .OfType<string>()
            .Distinct()
            .ToList();
        return Judge(
            "Container engine",
            status,
            [NodeConditions.EngineUnreachable],
            versions.Count == 0
                ? "No engine is running on the data root."
                : $"The engine responds (version {string.Join(", ", versions)}), and its API was asked."
        );
    }

    private static Evidence Judge(string source, NodeStorageStatus status, string[] types, string complete)
    {
        var known = types.Select(type => status.Conditions.Find(type)).OfType<Condition>().ToList();
        if (known.Count == 0)
            return new Evidence(source, "Not reported yet.", IsComplete: null);
        var missing = known.Where(condition => condition.Status != ConditionStatus.False).ToList();
        return missing.Count == 0
            ? new Evidence(source, complete, IsComplete: true)
            : new Evidence(
                source,
                string.Join(' ', missing.Select(condition => $"{condition.Type}: {condition.Message}")),
                IsComplete: false
            );
    }

    private static IEnumerable<Evidence> ReadOrder(CleanupOrder order)
    {
        yield return new Evidence("Pins", DescribePins(order), IsComplete: true);
        if (order.ClusterImages is { } images)
            yield return images.UnknownReason is { } unknown
                ? new Evidence("Images of workloads", $"Not known, so no image is removed: {unknown}", false)
                : new Evidence(
                    "Images of workloads",
                    DisplayText.Count(images.CountAll(), "image is", "images are")
                        + " referenced by workloads of the cluster and kept.",
                    true
                );
    }

    private static string DescribePins(CleanupOrder order)
    {
        var own = Count(order.Protect);
        var others = order.AlsoProtect is { } also ? Count(ProtectSpec.Nothing.With(also)) : 0;
        return (own, others) switch
        {
            (0, 0) => "No pins apply to this node.",
            (_, 0) => $"{DisplayText.Count(own, "pin", "pins")} of this cleanup.",
            _ => $"{DisplayText.Count(own, "pin", "pins")} of this cleanup, and "
                + $"{DisplayText.Count(others, "pin", "pins")} of other cleanups that select this node.",
        };
    }

    private static int Count(ProtectSpec pins) =>
        pins.Images.Length + pins.Volumes.Length + pins.Containers.Length + pins.Labels.Length;
}
