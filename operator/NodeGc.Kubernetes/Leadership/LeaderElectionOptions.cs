using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Leadership;

/// <summary>Which lease, as whom, and the times; the defaults are those of client-go.</summary>
/// <param name="Lease">Namespace and name of the lease.</param>
/// <param name="Identity">Different in each process: the pod's name.</param>
public sealed record LeaderElectionOptions(ObjectKey Lease, string Identity)
{
    /// <summary>How long others wait after the last renewal they saw.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the leader tries to renew before it gives up; shorter than <see cref="LeaseDuration"/>, so
    /// that it stops in time.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two tries.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);
}
