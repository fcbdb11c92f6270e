using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Kubernetes.Leadership;

/// <summary>The lease as its holder writes it. Pure.</summary>
internal static class LeaseWriting
{
    public static Lease Create(LeaderElectionOptions options, DateTimeOffset now) =>
        new()
        {
            Metadata = new ObjectMeta { Namespace = options.Lease.Namespace, Name = options.Lease.Name },
            Spec = Held(options, now) with { AcquireTime = now, LeaseTransitions = 0 },
        };

    /// <summary>Renewed, or acquired from another holder; with the resource version, so that of two processes only one
    /// succeeds.</summary>
    public static Lease Renew(Lease lease, LeaderElectionOptions options, DateTimeOffset now)
    {
        var ours = lease.Spec?.HolderIdentity == options.Identity;
        return lease with
        {
            Spec = Held(options, now) with
            {
                AcquireTime = ours ? lease.Spec?.AcquireTime : now,
                LeaseTransitions = (lease.Spec?.LeaseTransitions ?? 0) + (ours ? 0 : 1),
            },
        };
    }

    /// <summary>Released: the next leader need not wait.</summary>
    public static Lease Release(Lease lease, DateTimeOffset now) =>
        lease with
        {
            Spec = (lease.Spec ?? new LeaseSpec()) with
            {
                HolderIdentity = "",
                LeaseDurationSeconds = 1,
                RenewTime = now,
            },
        };

    private static LeaseSpec Held(LeaderElectionOptions options, DateTimeOffset now) =>
        new()
        {
            HolderIdentity = options.Identity,
            LeaseDurationSeconds = (int)options.LeaseDuration.TotalSeconds,
            RenewTime = now,
        };
}
