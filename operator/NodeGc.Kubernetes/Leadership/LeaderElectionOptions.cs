using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Leadership;

/// <summary>Lease, identity and timing. With the defaults, another process leads at most 17 seconds after the leader
/// was killed: it sees the last renewal one attempt late, and its first attempt after the lease has expired may be as
/// late.</summary>
/// <param name="Lease">Namespace and name of the lease.</param>
/// <param name="Identity">Unique for each process: the pod's name.</param>
public sealed record LeaderElectionOptions(ObjectKey Lease, string Identity)
{
    /// <summary>How long others wait after the last renewal that they saw.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How long the leader tries to renew before it stops leading; shorter than <see cref="LeaseDuration"/>,
    /// so that it stops in time. A renewal counts from its request, so a server that takes three seconds for each
    /// leaves four for the next one.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>Time between two attempts.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);
}
