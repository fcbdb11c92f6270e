using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Progress;

namespace NodeGc.Operator.Rollout;

/// <summary>A selected node of a run, as a rollout sees it.</summary>
/// <param name="Progress">How far the run is on it.</param>
/// <param name="Node">The node.</param>
internal sealed record RolloutNode(NodeProgress Progress, ClusterNode Node)
{
    public string Name => Progress.Name;

    /// <summary>Whether a run may start on it now: its agent is alive, and nobody is working on the machine.</summary>
    public bool IsAvailable => Progress.Silence is null && Node.FindHindrance() is null;

    /// <summary>Why the node has not been healthy all the time since <paramref name="start"/>; null if it
    /// has.</summary>
    /// <remarks>Disk pressure that was there before and has gone is what a clean-up is for. A condition that nobody
    /// reports is no proof of health.</remarks>
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
