using Microsoft.Extensions.Logging;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Kubernetes.Leadership;

/// <summary>Acquires, renews and releases the lease for one process.</summary>
internal sealed partial class LeaseHolder(
    ResourceClient<Lease> leases,
    LeaderElectionOptions options,
    TimeProvider time,
    ILogger logger
)
{
    private LeaseObservation? observed;
    private long heldSince;

    /// <summary>The lease as this process last wrote it; null if it may have changed since.</summary>
    private Lease? own;

    /// <summary>The message of the last failure; the same one is not logged again.</summary>
    private string? logged;

    /// <summary>How long the last renewal is still valid; others wait longer than that.</summary>
    public TimeSpan TimeLeft => options.RenewDeadline - time.GetElapsedTime(heldSince);

    /// <summary>Whether another process held the lease when it was last seen.</summary>
    public bool IsHeldByAnother =>
        observed?.Lease.Spec?.HolderIdentity is { Length: > 0 } holder && holder != options.Identity;

    /// <summary>How many attempts in a row were rejected because of our credentials: an expired token, a missing
    /// permission.</summary>
    public int Rejections { get; private set; }

    /// <summary>
    /// Acquires or renews the lease; false if another process holds it, or the server could not be reached within the
    /// limit. A success counts from the start of the write: when a slow response arrives, the lease may have expired
    /// already.
    /// </summary>
    public async Task<bool> TryHoldAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var holds = own is { } known ? await RenewAsync(known, either.Token) : await AcquireAsync(either.Token);
            (Rejections, logged) = (0, null);
            return holds;
        }
        catch (KubernetesException failure)
        {
            HandleFailure(failure);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Releases the lease, so that the next leader need not wait; if that fails, it waits until the lease has
    /// expired.</summary>
    public async Task ReleaseAsync()
    {
        if (observed is null || IsHeldByAnother)
            return;
        using var deadline = new CancellationTokenSource(options.RetryPeriod, time);
        try
        {
            await leases.ReplaceAsync(LeaseWriting.Release(observed.Lease, time.GetUtcNow()), deadline.Token);
            own = null;
            LogReleased(options.Identity);
        }
        catch (Exception failure) when (failure is KubernetesException or OperationCanceledException)
        {
            LogNotWritten(failure.Message);
        }
    }

    /// <summary>A single request: if another process has written the lease meanwhile, it fails with a
    /// conflict.</summary>
    private async Task<bool> RenewAsync(Lease known, CancellationToken cancellationToken)
    {
        own = null;
        try
        {
            var now = time.GetUtcNow();
            await WriteAsync(() => leases.ReplaceAsync(LeaseWriting.Renew(known, options, now), cancellationToken));
            return true;
        }
        catch (KubernetesException failure)
            when (failure.Kind is KubernetesErrorKind.Conflict or KubernetesErrorKind.NotFound)
        {
            return await AcquireAsync(cancellationToken);
        }
    }

    private async Task<bool> AcquireAsync(CancellationToken cancellationToken)
    {
        var lease = await leases.FindAsync(options.Lease, cancellationToken);
        var now = time.GetUtcNow();
        if (lease is null)
        {
            await WriteAsync(() => leases.CreateAsync(LeaseWriting.Create(options, now), cancellationToken));
            return true;
        }
        observed = LeaseObservation.Update(lease, observed, time.GetTimestamp());
        if (!observed.CanBeAcquired(options.Identity, time.GetElapsedTime(observed.SeenAt)))
            return false;
        await WriteAsync(() => leases.ReplaceAsync(LeaseWriting.Renew(lease, options, now), cancellationToken));
        return true;
    }

    private async Task WriteAsync(Func<Task<Lease>> write)
    {
        var started = time.GetTimestamp();
        own = await write();
        (observed, heldSince) = (new LeaseObservation(own, time.GetTimestamp()), started);
    }

    private void HandleFailure(KubernetesException failure)
    {
        Rejections = failure.Kind is KubernetesErrorKind.Unauthorized or KubernetesErrorKind.Forbidden
            ? Rejections + 1
            : 0;
        if (logged == failure.Message)
            return;
        logged = failure.Message;
        LogNotWritten(failure.Message);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} released the lease")]
    private partial void LogReleased(string identity);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Failed to write the lease, retrying: {Cause}")]
    private partial void LogNotWritten(string cause);
}
