using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Kubernetes.Leadership;

/// <summary>
/// When a lease was last seen to change, by the local clock. The times in the lease come from another machine's clock
/// and are never compared with ours: a lease has expired if it has not changed here for its duration.
/// </summary>
internal sealed record LeaseObservation(Lease Lease, DateTimeOffset SeenAt)
{
    public static LeaseObservation Update(Lease lease, LeaseObservation? before, DateTimeOffset now) =>
        before is not null && before.Lease.Spec == lease.Spec
            ? before with
            {
                Lease = lease,
            }
            : new LeaseObservation(lease, now);

    /// <summary>Whether <paramref name="identity"/> may acquire the lease: it holds it already, nobody does, or the
    /// lease has expired.</summary>
    public bool CanBeAcquired(string identity, DateTimeOffset now)
    {
        var holder = Lease.Spec?.HolderIdentity;
        var duration = TimeSpan.FromSeconds(Lease.Spec?.LeaseDurationSeconds ?? 0);
        return string.IsNullOrEmpty(holder) || holder == identity || SeenAt + duration <= now;
    }
}
