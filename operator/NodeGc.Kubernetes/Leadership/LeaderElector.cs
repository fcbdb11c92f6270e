using Microsoft.Extensions.Logging;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Queues;

namespace NodeGc.Kubernetes.Leadership;

/// <summary>Elects one of several processes as the leader, by a lease that it renews, like client-go.</summary>
public sealed partial class LeaderElector(
    ResourceClient<Lease> leases,
    LeaderElectionOptions options,
    Random random,
    TimeProvider time,
    ILogger logger
)
{
    private readonly LeaseHolder lease = new(leases, options, time, logger);

    /// <summary>Whether the lease is held by this process right now.</summary>
    public bool IsLeader { get; private set; }

    /// <summary>
    /// Waits for the lease, leads, and waits again after a loss, until cancelled. The token given to
    /// <paramref name="lead"/> is cancelled before another process can lead. If <paramref name="lead"/> ends by itself,
    /// the lease is released and the method returns.
    /// </summary>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        while (await AcquireAsync(cancellationToken))
        {
            if (await LeadAsync(lead, cancellationToken))
                return;
        }
    }

    // False when cancelled first.
    private async Task<bool> AcquireAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await lease.TryHoldAsync(options.RenewDeadline, cancellationToken))
                return true;
            await Task.Delay(GetRetryDelay(), time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return false;
    }

    // An unavailable server is retried at the usual rate; one that rejects our credentials with a back-off.
    private TimeSpan GetRetryDelay()
    {
        var spread = options.RetryPeriod * (1 + 0.2 * random.NextDouble());
        return lease.Rejections == 0
            ? spread
            : spread + Backoff.Connection.After(lease.Rejections, random.NextDouble());
    }

    // True if leading ended by itself or by cancellation; false if the lease was lost.
    private async Task<bool> LeadAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        LogLeading(options.Identity);
        IsLeader = true;
        using var term = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var leading = lead(term.Token);
        var renewing = RenewAsync(term.Token);
        var lost = await Task.WhenAny(leading, renewing) == renewing && !cancellationToken.IsCancellationRequested;
        IsLeader = false;
        if (lost)
            LogLost(options.Identity);
        await term.CancelAsync();
        try
        {
            await Task.WhenAll(leading, renewing);
        }
        catch (OperationCanceledException) when (term.IsCancellationRequested)
        {
            // Stopped on request.
        }
        finally
        {
            if (!lost)
                await lease.ReleaseAsync();
        }
        return !lost;
    }

    // Returns once the lease could not be renewed in time, or on cancellation.
    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        while (lease.TimeLeft > TimeSpan.Zero)
        {
            await Task.Delay(options.RetryPeriod, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var left = lease.TimeLeft;
            if (cancellationToken.IsCancellationRequested || left <= TimeSpan.Zero)
                return;
            if (!await lease.TryHoldAsync(left, cancellationToken) && lease.IsHeldByAnother)
                return;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} became the leader")]
    private partial void LogLeading(string identity);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Identity} lost the lease and stopped leading")]
    private partial void LogLost(string identity);
}
