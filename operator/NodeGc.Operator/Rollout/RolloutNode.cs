using System.Collections.Immutable;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Progress;

namespace NodeGc.Operator.Rollout;

/// <summary>A selected node of a run, as a rollout sees it.</summary>
/// <param name="Progress">How far the run is on it.</param>
/// <param name="Node">The node.</param>
internal sealed record RolloutNode(NodeProgress Progress, ClusterNode Node)
{
    public string Name => Progress.Name;

    /// <summary>The nodes that the cleanup selects, by name.</summary>
    public static ImmutableArray<RolloutNode> Select(
        ActiveCleanup cleanup,
        IEnumerable<ClusterNode> cluster,
        Liveness liveness
    ) =>
        [
            .. cluster
                .Where(cleanup.Selects)
                .Select(node => new RolloutNode(NodeProgress.Assess(node, cleanup, liveness), node))
                .OrderBy(node => node.Name, StringComparer.Ordinal),
        ];

    /// <summary>Whether a run may start on it now: its agent is alive, and nobody is working on the machine.</summary>
    public bool IsAvailable => Progress.Silence is null && Node.FindHindrance() is null;

    /// <summary>Why the node has not been healthy all the time since <paramref name="start"/>; null if it
    /// has.</summary>
    /// <remarks>Disk pressure that was there before and has gone is what a clean-up is for. A condition that nobody
    /// reports does not prove health.</remarks>
    public string? FindSickness(DateTimeOffset start)
    {
        var ready = Node.Node?.FindCondition(NodeCondition.Ready);
        if (ready is not { Status: "True" })
            return "is not ready";
        if (ready.LastTransitionTime > start)
            return "was not ready for a while";
        return
            Node.Node?.FindCondition(NodeCondition.DiskPressure) is { Status: "True" } pressure
            && pressure.LastTransitionTime >= start
            ? "came under disk pressure"
            : null;
    }
}
