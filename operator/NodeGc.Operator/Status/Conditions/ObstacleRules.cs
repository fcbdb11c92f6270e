using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Operator.Progress;

namespace NodeGc.Operator.Status.Conditions;

/// <summary>Finds what prevents a cleanup from freeing space, the most severe obstacle first. Pure.</summary>
internal static class ObstacleRules
{
    /// <summary>Null if none is known.</summary>
    public static Obstacle? Find(ImmutableArray<NodeProgress> nodes, WhenSpec? when) =>
        FindUnknownImages(nodes)
        ?? FindTargetNotReached(nodes)
        ?? (when is null ? null : FindKubelet(nodes, when) ?? FindUnknownKubelet(nodes));

    private static Obstacle? FindUnknownImages(ImmutableArray<NodeProgress> nodes) =>
        nodes.Select(node => node.ImagesUnknownReason).OfType<string>().FirstOrDefault() is { } cause
            ? new Obstacle.ImagesUnknown(cause)
            : null;

    private static Obstacle? FindTargetNotReached(ImmutableArray<NodeProgress> nodes) =>
        nodes.Where(node => node.Report?.Pressure is { AboveLow: true }).ToList() is { Count: > 0 } full
            ? new Obstacle.TargetNotReached([.. full.Select(node => node.Name)], full[0].Report!.Pressure!.StopReason)
            : null;

    private static Obstacle? FindKubelet(ImmutableArray<NodeProgress> nodes, WhenSpec when)
    {
        var conflicts = nodes
            .Where(node => node.Kubelet is not null)
            .Select(node => (node.Name, Conflict: KubeletConflict.Find(when, node.Kubelet!)))
            .Where(node => node.Conflict is not null)
            .ToList();
        return conflicts.Count == 0
            ? null
            : new Obstacle.KubeletFirst([.. conflicts.Select(node => node.Name)], conflicts[0].Conflict!);
    }

    private static Obstacle? FindUnknownKubelet(ImmutableArray<NodeProgress> nodes) =>
        nodes.FirstOrDefault(node => node.Kubelet?.UnknownReason is not null) is { } node
            ? new Obstacle.KubeletUnknown(node.Name, node.Kubelet!.UnknownReason!)
            : null;
}
