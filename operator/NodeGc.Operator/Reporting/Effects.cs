using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Reporting;

/// <summary>Whether a cleanup can do what it is for. The checks stand in the order of how much they keep from
/// it.</summary>
internal static class Effects
{
    /// <summary>What keeps the cleanup from it; null where nothing is known to.</summary>
    public static CleanupVerdict? FindObstacle(ImmutableArray<NodeProgress> nodes, WhenSpec? when) =>
        FindUnknownImages(nodes)
        ?? FindStillAbove(nodes)
        ?? (when is null ? null : FindKubelet(nodes, when) ?? FindUnknownKubelet(nodes));

    /// <summary>What is said once an obstacle that was named is gone.</summary>
    public static CleanupVerdict Unhindered { get; } =
        new(CleanupReasons.NoObstacle, "nothing is known that keeps the cleanup from its purpose") { IsReady = true };

    private static CleanupVerdict? FindUnknownImages(ImmutableArray<NodeProgress> nodes) =>
        nodes.Select(node => node.ImagesUnknownReason).OfType<string>().FirstOrDefault() is { } cause
            ? new(
                CleanupReasons.WorkloadImagesUnknown,
                ShortText.Of(
                    $"no image goes, since which ones the workloads refer to is not known: {cause}; mend that and change the spec, or set spec.protect.clusterImages to false",
                    CleanupVerdict.LongestMessage
                )
            )
            : null;

    private static CleanupVerdict? FindKubelet(ImmutableArray<NodeProgress> nodes, WhenSpec when)
    {
        var late = nodes
            .Where(node => node.Kubelet is { } kubelet && KubeletConflict.Find(when, kubelet) is not null)
            .ToList();
        return late.Count == 0
            ? null
            : new(
                CleanupReasons.KubeletActsFirst,
                ShortText.Of(
                    $"on {Verdicts.Nodes(late.Count)} this cleanup begins too late: {ShortText.Names([.. late.Select(node => node.Name)])}; {KubeletConflict.Find(when, late[0].Kubelet!)}; see docs/kubelet.md",
                    CleanupVerdict.LongestMessage
                )
            );
    }

    private static CleanupVerdict? FindUnknownKubelet(ImmutableArray<NodeProgress> nodes) =>
        nodes.FirstOrDefault(node => node.Kubelet?.UnknownReason is not null) is { } node
            ? new(
                CleanupReasons.KubeletUnknown,
                ShortText.Of(
                    $"whether kubelet acts first is not known: {node.Name}: {node.Kubelet!.UnknownReason}",
                    CleanupVerdict.LongestMessage
                )
            )
            {
                IsUnknown = true,
            }
            : null;

    private static CleanupVerdict? FindStillAbove(ImmutableArray<NodeProgress> nodes) =>
        nodes.Where(node => node.Report?.Pressure is { AboveLow: true }).ToList() is { Count: > 0 } full
            ? new(
                CleanupReasons.TargetNotReached,
                ShortText.Of(
                    $"all that may go is spent on {Verdicts.Nodes(full.Count)}, and more than low is used: {ShortText.Names([.. full.Select(node => node.Name)])}; "
                        + $"{full[0].Name}: {full[0].Report!.Pressure!.StopReason}; collect more classes, or find what else fills them (status.dataRoots of the NodeStorage)",
                    CleanupVerdict.LongestMessage
                )
            )
            : null;
}
