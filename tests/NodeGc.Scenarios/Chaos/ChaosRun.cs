using System.Diagnostics;
using NodeGc.Scenarios.Chaos.Loading;
using NodeGc.Scenarios.Chaos.Modelling;
using NodeGc.Scenarios.Chaos.Planting;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos;

/// <summary>A daemon under random load, an agent that sweeps it without a pause, and a checkpoint now and
/// then.</summary>
internal sealed class ChaosRun : IDisposable
{
    private const int Workers = 3;
    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LastCheckpoint = TimeSpan.FromSeconds(20);
    private readonly PrivateDockerd dockerd;
    private readonly PrivateRegistry registry;
    private readonly Gate gate = new(Workers);
    private readonly ContinuousSweep sweep;
    private readonly LoadWorker[] workers;
    private readonly Disturber disturber;
    private readonly Checkpoint checkpoint;

    /// <param name="seed">What chance goes by; which command meets which is another matter.</param>
    /// <param name="release">The engine that is put under load.</param>
    public ChaosRun(int seed, DockerRelease release)
    {
        dockerd = PrivateDockerd.Start(new DockerdOptions { Release = release });
        BaseImage.Load(dockerd.Cli);
        registry = PrivateRegistry.Start();
        var (daemon, model, remotes) = (new UnrulyDaemon(dockerd), new Model(), RemoteImages.Push(dockerd, registry));
        var planter = new OrphanPlanter(daemon, remotes, Tally, new Random(seed));
        sweep = new ContinuousSweep(dockerd, Tally);
        workers =
        [
            .. Enumerable
                .Range(1, Workers)
                .Select(number => new LoadWorker(daemon, model, remotes, Tally, seed + number)),
        ];
        disturber = new Disturber(daemon, planter, gate, new Random(seed));
        checkpoint = new Checkpoint(daemon, model, planter, sweep, Tally);
        Daemon = daemon;
    }

    public Tally Tally { get; } = new();

    public UnrulyDaemon Daemon { get; }

    /// <summary>Goes on for so long, checkpoints included, and ends with one.</summary>
    public async Task RunAsync(TimeSpan time)
    {
        using var end = new CancellationTokenSource();
        Task[] all =
        [
            sweep.RunAsync(end.Token),
            disturber.RunAsync(end.Token),
            .. workers.Select(worker => Task.Run(() => worker.WorkAsync(gate, end.Token), CancellationToken.None)),
        ];
        try
        {
            await HoldCheckpointsAsync(time, Task.WhenAny(all));
        }
        catch (Exception failure)
        {
            Tally.Violate($"the run itself failed: {failure}");
        }
        await end.CancelAsync();
        await Task.WhenAll(all);
        await gate.QuietlyAsync(checkpoint.HoldEmptyAsync);
    }

    private async Task HoldCheckpointsAsync(TimeSpan time, Task<Task> failed)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed + BetweenCheckpoints / 2 < time && !failed.IsCompleted)
        {
            var rest = time - LastCheckpoint - clock.Elapsed;
            await Task.WhenAny(
                failed,
                Task.Delay(rest < BetweenCheckpoints ? rest : BetweenCheckpoints, CancellationToken.None)
            );
            await gate.QuietlyAsync(checkpoint.HoldAsync);
        }
    }

    public void Dispose()
    {
        sweep.Dispose();
        gate.Dispose();
        registry.Dispose();
        dockerd.Dispose();
    }
}
