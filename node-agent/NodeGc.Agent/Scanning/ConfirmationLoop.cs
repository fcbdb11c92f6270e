using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Scanning;

/// <summary>Scans as often as a policy requires before garbage counts as confirmed.</summary>
internal sealed class ConfirmationLoop(NodeScanner scanner, TimeProvider time)
{
    /// <summary>Scans once, and again as long as another scan is all that some garbage waits for.</summary>
    /// <param name="policy">The number of scans, and the interval between them.</param>
    /// <param name="onWaiting">Called after each scan but the last: the scan, its plan, and the time of the next
    /// scan.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<(Scan Scan, SweepPlan Plan)> RunAsync(
        CleanupPolicy policy,
        Action<Scan, SweepPlan, DateTimeOffset> onWaiting,
        CancellationToken cancellationToken
    )
    {
        for (var count = 1; ; count++)
        {
            var scan = await scanner.ScanAsync(ScanOptions.For(policy), progress: null, cancellationToken);
            var plan = scan.Plan(policy);
            if (scan.FindNextScanTime(plan, policy) is not { } next || count > MaxScans(policy))
                return (scan, plan);
            onWaiting(scan, plan, next);
            var wait = next - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>Limits the loop: new garbage may appear in every scan, and a daemon may be restarted again and
    /// again.</summary>
    private static int MaxScans(CleanupPolicy policy) =>
        2 + policy.Classes.Select(one => one.Confirmations).DefaultIfEmpty(0).Max();
}
