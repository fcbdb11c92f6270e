using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Kubernetes.Leadership;

/// <summary>
/// When a lease was last seen to change. The times in the lease come from another machine's clock and are never
/// compared with ours: a lease has expired if it has not changed here for its duration. That is not measured by the
/// time of day either, which may be set.
/// </summary>
/// <param name="Lease">As it was read last.</param>
/// <param name="SeenAt">Timestamp of the time provider.</param>
internal sealed record LeaseObservation(Lease Lease, long SeenAt)
{
    public static LeaseObservation Update(Lease lease, LeaseObservation? before, long now) =>
        before is not null && before.Lease.Spec == lease.Spec
            ? before with
            {
                Lease = lease,
            }
            : new LeaseObservation(lease, now);

    /// <summary>Whether <paramref name="identity"/> may acquire the lease: it holds it already, nobody does, or the
    /// lease has not changed for <paramref name="age"/>, and so has expired.</summary>
    public bool CanBeAcquired(string identity, TimeSpan age)
    {
        var holder = Lease.Spec?.HolderIdentity;
        var duration = TimeSpan.FromSeconds(Lease.Spec?.LeaseDurationSeconds ?? 0);
        return string.IsNullOrEmpty(holder) || holder == identity || age >= duration;
    }
}
