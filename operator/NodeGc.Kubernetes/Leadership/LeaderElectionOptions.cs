using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Leadership;

/// <summary>Lease, identity and timing; the defaults are those of client-go.</summary>
/// <param name="Lease">Namespace and name of the lease.</param>
/// <param name="Identity">Unique for each process: the pod's name.</param>
public sealed record LeaderElectionOptions(ObjectKey Lease, string Identity)
{
    /// <summary>How long others wait after the last renewal that they saw.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the leader tries to renew before it stops leading; shorter than <see cref="LeaseDuration"/>,
    /// so that it stops in time.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two attempts.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);
}
