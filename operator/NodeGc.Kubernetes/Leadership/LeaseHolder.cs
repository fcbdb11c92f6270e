using Microsoft.Extensions.Logging;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Kubernetes.Leadership;

/// <summary>One contender's grip on the lease: takes it when it is free, keeps it, and gives it back.</summary>
internal sealed partial class LeaseHolder(
    ResourceClient<Lease> leases,
    LeaderElectionOptions options,
    TimeProvider time,
    ILogger logger
)
{
    private LeaseObservation? observed;
    private long heldSince;

    /// <summary>The lease as this process wrote it last; null when it may have changed since.</summary>
    private Lease? own;

    /// <summary>What the last failed try said; the same again is not logged again.</summary>
    private string? complaint;

    /// <summary>How long the last success is still worth something; others wait longer than that.</summary>
    public TimeSpan TimeLeft => options.RenewDeadline - time.GetElapsedTime(heldSince);

    /// <summary>Whether the lease named somebody else when it was last seen.</summary>
    public bool IsHeldByAnother =>
        observed?.Lease.Spec?.HolderIdentity is { Length: > 0 } holder && holder != options.Identity;

    /// <summary>How many tries in a row were refused for who we are: a token that expired, a right that is
    /// missing.</summary>
    public int Refusals { get; private set; }

    /// <summary>
    /// Takes or renews the lease; false when somebody else holds it, or the server could not be reached within the
    /// limit. A success counts from the start of the write: an answer that took long may speak of a lease that has
    /// expired since.
    /// </summary>
    public async Task<bool> TryHoldAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var holds = own is { } known ? await RenewAsync(known, either.Token) : await TakeAsync(either.Token);
            (Refusals, complaint) = (0, null);
            return holds;
        }
        catch (KubernetesException failure)
        {
            Complain(failure);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Gives the lease back, so that the next one need not wait; if that fails, others wait until it has
    /// expired.</summary>
    public async Task ReleaseAsync()
    {
        if (observed is null || IsHeldByAnother)
            return;
        using var deadline = new CancellationTokenSource(options.RetryPeriod, time);
        try
        {
            await leases.ReplaceAsync(LeaseWriting.Released(observed.Lease, time.GetUtcNow()), deadline.Token);
            own = null;
            LogReleased(options.Identity);
        }
        catch (Exception failure) when (failure is KubernetesException or OperationCanceledException)
        {
            LogNotWritten(failure.Message);
        }
    }

    /// <summary>One request: what was written last still stands, unless somebody else wrote since, and then this is
    /// refused.</summary>
    private async Task<bool> RenewAsync(Lease known, CancellationToken cancellationToken)
    {
        own = null;
        try
        {
            var now = time.GetUtcNow();
            await WriteAsync(() => leases.ReplaceAsync(LeaseWriting.Renewed(known, options, now), cancellationToken));
            return true;
        }
        catch (KubernetesException failure)
            when (failure.Kind is KubernetesErrorKind.Conflict or KubernetesErrorKind.NotFound)
        {
            return await TakeAsync(cancellationToken);
        }
    }

    private async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        var lease = await leases.FindAsync(options.Lease, cancellationToken);
        var now = time.GetUtcNow();
        if (lease is null)
        {
            await WriteAsync(() => leases.CreateAsync(LeaseWriting.New(options, now), cancellationToken));
            return true;
        }

        observed = LeaseObservation.Of(lease, observed, now);
        if (!observed.MayBeTaken(options.Identity, now))
            return false;
        await WriteAsync(() => leases.ReplaceAsync(LeaseWriting.Renewed(lease, options, now), cancellationToken));
        return true;
    }

    private async Task WriteAsync(Func<Task<Lease>> write)
    {
        var started = time.GetTimestamp();
        own = await write();
        (observed, heldSince) = (new LeaseObservation(own, time.GetUtcNow()), started);
    }

    private void Complain(KubernetesException failure)
    {
        Refusals = failure.Kind is KubernetesErrorKind.Unauthorized or KubernetesErrorKind.Forbidden ? Refusals + 1 : 0;
        if (complaint == failure.Message)
            return;
        complaint = failure.Message;
        LogNotWritten(failure.Message);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} gave the lease back")]
    private partial void LogReleased(string identity);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease could not be written; it is tried again: {Cause}")]
    private partial void LogNotWritten(string cause);
}
