using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Kubernetes.Leadership;

/// <summary>
/// When a lease was last seen to change, by the local clock. Its own times come from another machine's clock and are
/// never compared with ours: a lease has expired when it did not change for its duration, as seen from here.
/// </summary>
internal sealed record LeaseObservation(Lease Lease, DateTimeOffset SeenAt)
{
    public static LeaseObservation Of(Lease lease, LeaseObservation? before, DateTimeOffset now) =>
        before is not null && before.Lease.Spec == lease.Spec
            ? before with
            {
                Lease = lease,
            }
            : new LeaseObservation(lease, now);

    /// <summary>Whether <paramref name="identity"/> may write itself in: it is there already, nobody is, or whoever is
    /// has gone silent.</summary>
    public bool MayBeTaken(string identity, DateTimeOffset now)
    {
        var holder = Lease.Spec?.HolderIdentity;
        var duration = TimeSpan.FromSeconds(Lease.Spec?.LeaseDurationSeconds ?? 0);
        return string.IsNullOrEmpty(holder) || holder == identity || SeenAt + duration <= now;
    }
}
