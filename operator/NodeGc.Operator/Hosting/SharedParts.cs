using NodeGc.Kubernetes.Queues;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Status.Events;

namespace NodeGc.Operator.Hosting;

/// <summary>What all terms of leadership of one process share.</summary>
/// <param name="Orders">Names of nodes.</param>
/// <param name="Statuses">Names of cleanups.</param>
/// <param name="Rollouts">Names of cleanups.</param>
/// <param name="Restores">Names of restores.</param>
internal sealed record SharedParts(
    WorkQueue<string> Orders,
    WorkQueue<string> Statuses,
    WorkQueue<string> Rollouts,
    WorkQueue<string> Restores
)
{
    public required Reconcilers Reconcilers { get; init; }

    /// <summary>The images that workloads use.</summary>
    public required WorkloadImages Workloads { get; init; }

    /// <summary>Writes events of Nodes.</summary>
    public required NodeEventWatch NodeEvents { get; init; }

    /// <summary>Delivers notifications; null if no webhook is configured.</summary>
    public required NotificationParts? Notifications { get; init; }
}
