using System.Collections.Immutable;
using NodeGc.Api.Cleanups;

namespace NodeGc.Operator.Reporting;

/// <summary>Whether a cleanup can do what it is for. The checks stand in the order of how much they keep from it.</summary>
internal static class Effects
{
    /// <summary>What keeps the cleanup from it; null where nothing is known to.</summary>
    public static CleanupVerdict? FindObstacle(ImmutableArray<NodeProgress> nodes) => FindUnknownImages(nodes) ?? FindStillAbove(nodes);

    /// <summary>What is said once an obstacle that was named is gone.</summary>
    public static CleanupVerdict Unhindered { get; } =
        new(CleanupReasons.NothingInTheWay, "nothing is known that keeps the cleanup from its purpose") { IsReady = true };

    private static CleanupVerdict? FindUnknownImages(ImmutableArray<NodeProgress> nodes) =>
        nodes.Select(node => node.ImagesUnknownBecause).OfType<string>().FirstOrDefault() is { } cause
            ? new(CleanupReasons.WorkloadsUnknown,
                ShortText.Of($"no image goes, since which ones the workloads refer to is not known: {cause}; mend that and change the spec, or set spec.protect.clusterImages to false", ShortText.Sentence))
            : null;

    private static CleanupVerdict? FindStillAbove(ImmutableArray<NodeProgress> nodes) =>
        nodes.Where(node => node.Report?.Pressure is { IsStillAboveLow: true }).ToList() is { Count: > 0 } full
            ? new(CleanupReasons.StillAboveLow,
                ShortText.Of(
                    $"all that may go is spent on {Verdicts.Nodes(full.Count)}, and more than low is used: {ShortText.Names([.. full.Select(node => node.Name)])}; "
                    + $"{full[0].Name}: {full[0].Report!.Pressure!.StoppedBecause}; collect more classes, or find what else fills them (status.dataRoots of the NodeStorage)",
                    ShortText.Sentence))
            : null;
}
