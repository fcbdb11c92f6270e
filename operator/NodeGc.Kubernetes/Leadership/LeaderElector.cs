using Microsoft.Extensions.Logging;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Kubernetes.Leadership;

/// <summary>Lets one process of several lead, by a lease that it renews; the semantics are those of client-go.</summary>
public sealed partial class LeaderElector(
    ResourceClient<Lease> leases,
    LeaderElectionOptions options,
    Random random,
    TimeProvider time,
    ILogger logger)
{
    private LeaseObservation? observed;
    private long heldSince;

    /// <summary>Whether the lease is held by this process right now.</summary>
    public bool IsLeader { get; private set; }

    /// <summary>
    /// Contends, leads, and contends again after a loss, until cancelled. The token given to <paramref name="lead"/> is
    /// cancelled before anybody else can lead. If <paramref name="lead"/> ends by itself, the lease is given back and the
    /// method returns.
    /// </summary>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        while (await AcquireAsync(cancellationToken))
        {
            if (await LeadAsync(lead, cancellationToken)) return;
        }
    }

    // False when cancelled first.
    private async Task<bool> AcquireAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await TryHoldAsync(options.RenewDeadline, cancellationToken)) return true;
            var spread = options.RetryPeriod * (1 + 0.2 * random.NextDouble());
            await Task.Delay(spread, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return false;
    }

    // True when leading ended by itself or by cancellation; false when the lease was lost.
    private async Task<bool> LeadAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        LogLeading(options.Identity);
        IsLeader = true;
        using var term = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var leading = lead(term.Token);
        var renewing = RenewAsync(term.Token);
        var lost = await Task.WhenAny(leading, renewing) == renewing && !cancellationToken.IsCancellationRequested;
        IsLeader = false;
        if (lost) LogLost(options.Identity);
        await term.CancelAsync();
        await renewing;
        try
        {
            await leading;
        }
        catch (OperationCanceledException) when (term.IsCancellationRequested)
        {
            // Stopped as asked.
        }
        finally
        {
            if (!lost) await ReleaseAsync();
        }
        return !lost;
    }

    // Returns when the lease could not be renewed in time, or on cancellation.
    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && TimeLeft > TimeSpan.Zero)
        {
            await Task.Delay(options.RetryPeriod, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (TimeLeft <= TimeSpan.Zero || cancellationToken.IsCancellationRequested) return;
            if (!await TryHoldAsync(TimeLeft, cancellationToken) && HeldByAnother) return;
        }
    }

    private TimeSpan TimeLeft => options.RenewDeadline - time.GetElapsedTime(heldSince);

    private bool HeldByAnother => observed?.Lease.Spec?.HolderIdentity is { Length: > 0 } holder && holder != options.Identity;

    // A try counts from its start: an answer that took long may speak of a lease that has expired since.
    private async Task<bool> TryHoldAsync(TimeSpan limit, CancellationToken cancellationToken)
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
            LogNotReached(failure.Message);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
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

    private async Task ReleaseAsync()
    {
        if (observed is null || HeldByAnother) return;
        using var deadline = new CancellationTokenSource(options.RetryPeriod, time);
        try
        {
            await leases.ReplaceAsync(LeaseWriting.Released(observed.Lease, time.GetUtcNow()), deadline.Token);
            LogReleased(options.Identity);
        }
        catch (Exception failure) when (failure is KubernetesException or OperationCanceledException)
        {
            // Others then wait until it has expired.
            LogNotReached(failure.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} became the leader")]
    private partial void LogLeading(string identity);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Identity} lost the lease and stopped leading")]
    private partial void LogLost(string identity);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} gave the lease back")]
    private partial void LogReleased(string identity);

    [LoggerMessage(Level = LogLevel.Information, Message = "The lease could not be written: {Cause}")]
    private partial void LogNotReached(string cause);
}
