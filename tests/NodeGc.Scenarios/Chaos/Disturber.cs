using NodeGc.Scenarios.Chaos.Planting;

namespace NodeGc.Scenarios.Chaos;

/// <summary>Restarts and kills the daemon under the load, and plants orphans.</summary>
internal sealed class Disturber(UnrulyDaemon daemon, OrphanPlanter planter, Gate gate, Random random)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(11);

    /// <summary>Does one thing after the other until it is told to stop; in which order, chance decides.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        Func<Task>[] all =
        [
            () => gate.DisturbAsync(daemon.Restart),
            () => gate.DisturbAsync(daemon.Kill),
            () => gate.DisturbAsync(planter.CopyLayer),
            () => gate.DisturbAsync(planter.CopyLayer),
            () => gate.DisturbAsync(planter.LoseVolume),
            () => Quietly(planter.KillImport),
            () => Quietly(planter.KillPull),
        ];
        while (!end.IsCancellationRequested)
        {
            foreach (var one in random.GetItems(all, 1))
                await one();
            await Task.Delay(random.Next((int)Least.TotalMilliseconds, (int)Most.TotalMilliseconds), end)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private Task Quietly(Action act) =>
        gate.QuietlyAsync(() =>
        {
            act();
            return Task.CompletedTask;
        });
}
