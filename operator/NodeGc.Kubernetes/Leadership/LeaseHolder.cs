using Microsoft.Extensions.Logging;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Kubernetes.Leadership;

/// <summary>One contender's grip on the lease: takes it when it is free, keeps it, and lets it go.</summary>
internal sealed partial class LeaseHolder(ResourceClient<Lease> leases, LeaderElectionOptions options, TimeProvider time, ILogger logger)
{
    private LeaseObservation? observed;
    private long heldSince;

    /// <summary>How long the last success is still worth something; others wait longer than that.</summary>
    public TimeSpan TimeLeft => options.RenewDeadline - time.GetElapsedTime(heldSince);

    /// <summary>Whether the lease named somebody else when it was last seen.</summary>
    public bool IsHeldByAnother => observed?.Lease.Spec?.HolderIdentity is { Length: > 0 } holder && holder != options.Identity;

    /// <summary>
    /// Takes or renews the lease; false when somebody else holds it, or the server could not be reached within the limit. A
    /// success counts from the start of the try: an answer that took long may speak of a lease that has expired since.
    /// </summary>
    public async Task<bool> TryHoldAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            if (!await HoldAsync(either.Token)) return false;
            heldSince = started;
            return true;
        }
        catch (KubernetesException failure)
        {
            LogNotWritten(failure.Message);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Gives the lease back, so that the next one need not wait; if that fails, others wait until it has expired.</summary>
    public async Task ReleaseAsync()
    {
        if (observed is null || IsHeldByAnother) return;
        using var deadline = new CancellationTokenSource(options.RetryPeriod, time);
        try
        {
            await leases.ReplaceAsync(LeaseWriting.Released(observed.Lease, time.GetUtcNow()), deadline.Token);
            LogReleased(options.Identity);
        }
        catch (Exception failure) when (failure is KubernetesException or OperationCanceledException)
        {
            LogNotWritten(failure.Message);
        }
    }

    private async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        var lease = await leases.FindAsync(options.Lease, cancellationToken);
        var now = time.GetUtcNow();
        if (lease is not null)
        {
            observed = LeaseObservation.Of(lease, observed, now);
            if (!observed.MayBeTaken(options.Identity, now)) return false;
        }
        var written = lease is null
            ? await leases.CreateAsync(LeaseWriting.New(options, now), cancellationToken)
            : await leases.ReplaceAsync(LeaseWriting.Renewed(lease, options, now), cancellationToken);
        observed = new LeaseObservation(written, now);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} gave the lease back")]
    private partial void LogReleased(string identity);

    [LoggerMessage(Level = LogLevel.Information, Message = "The lease could not be written: {Cause}")]
    private partial void LogNotWritten(string cause);
}
