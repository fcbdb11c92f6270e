using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Scanning;

/// <summary>Looks as often as a policy wants before it believes that something is garbage.</summary>
internal sealed class ConfirmedLook(NodeScanner scanner, TimeProvider time)
{
    /// <summary>Looks once, and again whenever another look is all that some garbage waits for.</summary>
    /// <param name="policy">How many looks, and how far apart.</param>
    /// <param name="waiting">Told after a look that is not the last: its scan, its plan, and when the next look
    /// is.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<(Scan Scan, SweepPlan Plan)> LookAsync(
        CleanupPolicy policy,
        Action<Scan, SweepPlan, DateTimeOffset> waiting,
        CancellationToken cancellationToken
    )
    {
        for (var look = 1; ; look++)
        {
            var scan = await scanner.ScanAsync(Looking.For(policy), progress: null, cancellationToken);
            var plan = scan.Plan(policy);
            if (scan.FindNextLook(plan, policy) is not { } next || look > MostLooks(policy))
                return (scan, plan);
            waiting(scan, plan, next);
            var wait = next - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>New garbage may appear at every look, and an engine may be restarted again and again; on such a node
    /// that must not keep a run open forever.</summary>
    private static int MostLooks(CleanupPolicy policy) =>
        2 + policy.Classes.Select(one => one.Confirmations).DefaultIfEmpty(0).Max();
}
